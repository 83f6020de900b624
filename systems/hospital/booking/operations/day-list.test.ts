import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AppointmentDesk, at, openAppointmentDesk } from '../stories/appointment-book.ts';
import { cancel } from './cancel.ts';
import { type DayList, dayList } from './day-list.ts';

let desk: AppointmentDesk;
beforeEach(async () => {
  desk = await openAppointmentDesk();
});
afterEach(() => desk.close());

const refused = (code: string) => expect.objectContaining({ code: `booking.${code}` });

test('sổ hẹn trong ngày: theo giờ, có tên, điện thoại, trạng thái; lọc theo phòng; ngày viết thiếu thì báo', async () => {
  await desk.make('p2', at('09:00'));
  const first = await desk.make();
  await desk.as('registrar').call(cancel, first, { reason: 'Bận' });
  const look = (input: object) => desk.as('doctor').call<DayList>(dayList, undefined, input);
  const { entry, next } = await look({ date: '2026-03-02' });
  expect(entry.map(({ start, status }) => [start, status])).toEqual([
    [at('08:00'), 'cancelled'],
    [at('09:00'), 'booked'],
  ]);
  expect(entry[1]).toMatchObject({
    patient: { reference: 'Patient/p2' },
    name: 'Trần Thị Thử',
    roomName: 'Phòng khám Nội 1',
    phone: '0000 000 123',
    reason: 'Tái khám',
    age: 35,
  });
  expect(next).toBeUndefined();
  expect((await look({ room: 'noi-2' })).entry).toEqual([]);
  await expect(look({ date: '03/2026' })).rejects.toEqual(refused('badDate'));
});
