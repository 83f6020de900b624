import type { Appointment } from 'fhir/r4';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AppointmentDesk, at, openAppointmentDesk } from '../stories/appointment-book.ts';
import { checkIn } from './check-in.ts';
import { move } from './move.ts';

let desk: AppointmentDesk;
beforeEach(async () => {
  desk = await openAppointmentDesk();
});
afterEach(() => desk.close());

const refused = (code: string) => expect.objectContaining({ code: `booking.${code}` });

test('ghi đã đến: chỉ trong ngày hẹn, bấm lại không sao; đã đến thì không dời không hủy', async () => {
  const tomorrow = await desk.make('p2', at('08:00', '2026-03-03'));
  await expect(desk.as('registrar').call(checkIn, tomorrow)).rejects.toEqual(refused('notToday'));
  const made = await desk.make();
  expect(
    (await desk.as('registrar').call<{ readonly appointment: Appointment }>(checkIn, made)).appointment.status,
  ).toBe('arrived');
  expect(
    (await desk.as('registrar').call<{ readonly appointment: Appointment }>(checkIn, made)).appointment.status,
  ).toBe('arrived');
  await expect(desk.as('registrar').call(move, made, { start: at('09:00') })).rejects.toEqual(refused('notBooked'));
});
