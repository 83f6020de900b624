import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { patientIndex } from '../index.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([patientIndex]);
});
afterAll(() => hospital.close());

test.each(['cashier', 'claims-clerk', 'lab-technician', 'administrator'])('%s không được gọi $match', async (role) => {
  const resource = { resourceType: 'Patient', name: [{ text: 'Nguyễn Văn Ẩn' }] };
  await expect(hospital.as(role).call('Patient/$match', undefined, { resource })).rejects.toMatchObject({
    status: 403,
  });
});
