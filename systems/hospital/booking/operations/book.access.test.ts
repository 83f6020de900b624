import type { TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, openAppointmentBook } from '../stories/appointment-book.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openAppointmentBook(1);
});
afterAll(() => hospital.close());

test.each(['cashier', 'lab-technician', 'claims-clerk', 'administrator', 'board', 'citizen'])(
  '%s không đặt được hẹn',
  async (role) => {
    const pressed = hospital.as(role).call('Appointment/$book', undefined, {
      patient: { reference: 'Patient/p1' },
      room: 'noi-1',
      start: at('08:00'),
      reason: 'Tái khám',
    });
    await expect(pressed).rejects.toMatchObject({ status: 403 });
    expect(await hospital.all('Appointment')).toEqual([]);
  },
);
