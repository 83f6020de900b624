import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { patientIndex } from '../index.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([patientIndex]);
});
afterAll(() => hospital.close());

test.each(['cashier', 'claims-clerk', 'lab-technician', 'integration'])('%s không được gọi $identify', async (role) => {
  await expect(
    hospital.as(role).call('Patient/$identify', undefined, { scan: ['099090000123'] }),
  ).rejects.toMatchObject({ status: 403 });
});
