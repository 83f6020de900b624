import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AppointmentDesk, at, openAppointmentDesk } from '../stories/appointment-book.ts';
import { type FoundSlots, findSlots } from './find-slots.ts';

let desk: AppointmentDesk;
beforeEach(async () => {
  desk = await openAppointmentDesk();
});
afterEach(() => desk.close());

const refused = (code: string) => expect.objectContaining({ code: `booking.${code}` });

test('giờ trống của ba ngày: chỗ đã có người, ngày nghỉ có lý do; phòng lạ và ngày thiếu thì báo', async () => {
  const look = (input: object) => desk.as('doctor').call<FoundSlots>(findSlots, undefined, { room: 'noi-1', ...input });
  await desk.make('p1', at('08:00', '2026-03-04'));
  const { day, roomName } = await look({ date: '2026-03-04', days: 3 });
  expect(roomName).toBe('Phòng khám Nội 1');
  expect(day.map(({ date, slot, closed }) => [date, slot.length, closed])).toEqual([
    ['2026-03-04', 8, undefined],
    ['2026-03-05', 0, 'Họp toàn viện'],
    ['2026-03-06', 8, undefined],
  ]);
  expect(day[0]?.slot[2]).toEqual({
    start: at('08:00', '2026-03-04'),
    end: at('08:15', '2026-03-04'),
    seats: 2,
    taken: 1,
  });
  expect((await look({})).day.map(({ date }) => date)).toEqual(['2026-03-02']);
  expect((await look({ days: 99 })).day).toHaveLength(31);
  await expect(look({ room: 'tiep-don' })).rejects.toEqual(refused('unknownRoom'));
  await expect(look({ date: '2026' })).rejects.toEqual(refused('badDate'));
});
