import type { Appointment } from 'fhir/r4';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AppointmentDesk, at, openAppointmentDesk } from '../stories/appointment-book.ts';
import { move } from './move.ts';

let desk: AppointmentDesk;
beforeEach(async () => {
  desk = await openAppointmentDesk();
});
afterEach(() => desk.close());

const refused = (code: string) => expect.objectContaining({ code: `booking.${code}` });

test('dời hẹn: giữ chỗ mới và trả chỗ cũ trong một lần ghi; sang phòng khác; giờ kín thì hẹn cũ còn nguyên', async () => {
  const made = await desk.make();
  await desk.as('registrar').call(move, made, { start: at('09:00') });
  expect(await desk.taken()).toEqual([['09:00', 1]]);
  await desk.as('registrar').call(move, made, { start: at('09:00') });
  const { appointment } = await desk
    .as('registrar')
    .call<{ readonly appointment: Appointment }>(move, made, { room: 'noi-2', start: at('08:30') });
  expect(appointment.participant.map(({ actor }) => actor?.reference)).toEqual(['Patient/p1', 'Location/noi-2']);
  expect(await desk.taken()).toEqual([]);
  expect(await desk.taken('noi-2')).toEqual([['08:30', 1]]);
  await desk.make('p2');
  await desk.make('p3');
  await expect(desk.as('registrar').call(move, made, { room: 'noi-1', start: at('08:00') })).rejects.toEqual(
    refused('slotTaken'),
  );
  expect(await desk.taken('noi-2')).toEqual([['08:30', 1]]);
});

test('hai người cùng dời một hẹn: một hẹn, một chỗ', async () => {
  const made = await desk.make();
  const both = [at('08:30'), at('09:00')].map((start) =>
    desk.as('registrar').call<{ readonly appointment: Appointment }>(move, made, { start }),
  );
  await Promise.allSettled(both);
  expect((await desk.taken())?.map(([, count]) => count)).toEqual([1]);
});
