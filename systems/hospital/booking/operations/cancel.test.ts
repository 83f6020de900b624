import type { Appointment } from 'fhir/r4';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AppointmentDesk, openAppointmentDesk } from '../stories/appointment-book.ts';
import { cancel } from './cancel.ts';

let desk: AppointmentDesk;
beforeEach(async () => {
  desk = await openAppointmentDesk();
});
afterEach(() => desk.close());

const refused = (code: string) => expect.objectContaining({ code: `booking.${code}` });

test('hủy hẹn có lý do: chỗ trống lại ngay; hủy hai lần thì báo', async () => {
  const made = await desk.make();
  await expect(desk.as('registrar').call(cancel, made, { reason: '' })).rejects.toEqual(refused('reasonRequired'));
  const { appointment } = await desk
    .as('registrar')
    .call<{ readonly appointment: Appointment }>(cancel, made, { reason: 'Bận việc nhà' });
  expect(appointment).toMatchObject({ status: 'cancelled', cancelationReason: { text: 'Bận việc nhà' } });
  expect(await desk.taken()).toEqual([]);
  await expect(desk.as('registrar').call(cancel, made, { reason: 'x' })).rejects.toEqual(refused('notBooked'));
  expect(await desk.make()).not.toBe(made);
});
