import type { TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAppointmentBook } from '../stories/appointment-book.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openAppointmentBook(1);
});
afterAll(() => hospital.close());

test.each(['cashier', 'lab-technician', 'claims-clerk', 'records-clerk', 'board', 'citizen'])(
  '%s không tìm được giờ trống',
  async (role) => {
    const pressed = hospital.as(role).call('Appointment/$find-slots', undefined, { room: 'noi-1' });
    await expect(pressed).rejects.toMatchObject({ status: 403 });
    expect(await hospital.all('Appointment')).toEqual([]);
  },
);
