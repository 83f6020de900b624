import type { TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAppointmentBook } from '../stories/appointment-book.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openAppointmentBook(1);
});
afterAll(() => hospital.close());

test.each(['cashier', 'lab-technician', 'claims-clerk', 'administrator', 'board', 'citizen'])(
  '%s không xem được sổ hẹn',
  async (role) => {
    const pressed = hospital.as(role).call('Appointment/$day-list', undefined, {});
    await expect(pressed).rejects.toMatchObject({ status: 403 });
    expect(await hospital.all('Appointment')).toEqual([]);
  },
);
