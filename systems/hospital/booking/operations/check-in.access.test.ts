import type { TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAppointmentBook } from '../stories/appointment-book.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openAppointmentBook(1);
});
afterAll(() => hospital.close());

test.each(['doctor', 'cashier', 'lab-technician', 'administrator', 'board', 'citizen'])(
  '%s không ghi được người bệnh đã đến',
  async (role) => {
    const pressed = hospital.as(role).call('Appointment/$check-in', 'Appointment/x', {});
    await expect(pressed).rejects.toMatchObject({ status: 403 });
    expect(await hospital.all('Appointment')).toEqual([]);
  },
);
