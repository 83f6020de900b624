import { defineScreen, defineWidget, type Screen, type Widget } from '@lienmach/ui';
import { IconCalendarEvent } from '@tabler/icons-react';

/** The appointment book. */
export const screens: readonly Screen[] = [
  defineScreen({
    id: 'booking.day',
    path: '/booking/day',
    title: { vi: 'Đặt hẹn', en: 'Appointments' },
    rail: { order: 2, icon: IconCalendarEvent },
    door: { order: 2, hint: { vi: 'Sổ hẹn theo ngày và theo tuần', en: 'The book by day and by week' } },
    roles: ['registrar', 'nurse'],
    load: async () => (await import('./day.screen.tsx')).DayScreen,
  }),
];

/** Who is expected today, beside the reception desk; the next appointment, beside the doctor's record. */
export const widgets: readonly Widget[] = [
  defineWidget({
    id: 'booking.today',
    slot: 'reception.today',
    order: 10,
    title: { vi: 'Hẹn hôm nay', en: 'Appointments of today' },
    roles: ['registrar', 'nurse'],
    load: async () => (await import('./today.widget.tsx')).TodayWidget,
  }),
  defineWidget({
    id: 'booking.follow-up',
    slot: 'visit.orders',
    order: 90,
    title: { vi: 'Tái khám', en: 'Follow-up' },
    key: 'Alt+E',
    icon: IconCalendarEvent,
    roles: ['doctor'],
    load: async () => (await import('./follow-up.widget.tsx')).FollowUpWidget,
  }),
];
