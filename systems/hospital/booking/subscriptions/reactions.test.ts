import { identifierSystems } from '@lienmach/core';
import type { Encounter } from 'fhir/r4';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AppointmentDesk, at, openAppointmentDesk } from '../stories/appointment-book.ts';

let desk: AppointmentDesk;
beforeEach(async () => {
  desk = await openAppointmentDesk();
});
afterEach(() => desk.close());

test('tiếp đón mở lượt khám ở đúng phòng thì hẹn tự ghi đã đến; phòng khác thì hẹn còn', async () => {
  const made = await desk.make();
  const open = (id: string, room: string): Encounter => ({
    resourceType: 'Encounter',
    id,
    status: 'arrived',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject: { reference: 'Patient/p1' },
    period: { start: at('07:40') },
    location: [{ location: { type: 'Location', identifier: { system: identifierSystems.room, value: room } } }],
  });
  const { store } = desk.as('tool');
  const now = () => store.follow('Appointment', { reference: made });
  await store.update(open('khac', 'noi-2'));
  await desk.settled();
  expect((await now()).status).toBe('booked');
  await store.update(open('dung', 'noi-1'));
  await desk.settled();
  expect(await now()).toMatchObject({ status: 'arrived', supportingInformation: [{ reference: 'Encounter/dung' }] });
});
