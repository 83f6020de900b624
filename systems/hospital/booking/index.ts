import { defineSystem } from '@lienmach/system-kit';
import { book } from './operations/book.ts';
import { cancel } from './operations/cancel.ts';
import { checkIn } from './operations/check-in.ts';
import { dayList } from './operations/day-list.ts';
import { findSlots } from './operations/find-slots.ts';
import { move } from './operations/move.ts';
import { onVisitOpened } from './subscriptions/on-visit-opened.ts';

export const booking = defineSystem({
  id: 'booking',
  title: { vi: 'Đặt hẹn', en: 'Appointments' },
  operations: [findSlots, book, move, cancel, checkIn, dayList],
  subscriptions: [onVisitOpened],
});
