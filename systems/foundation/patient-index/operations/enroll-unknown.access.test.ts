import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { patientIndex } from '../index.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([patientIndex]);
});
afterAll(() => hospital.close());

test.each(['cashier', 'claims-clerk', 'lab-technician', 'integration'])(
  '%s không được gọi $enroll-unknown',
  async (role) => {
    await expect(
      hospital.as(role).call('Patient/$enroll-unknown', undefined, { gender: 'male', estimatedAge: 1 }),
    ).rejects.toMatchObject({ status: 403 });
  },
);
