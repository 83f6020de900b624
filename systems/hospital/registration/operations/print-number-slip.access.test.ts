import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registration } from '../index.ts';
import { printNumberSlip } from './print-number-slip.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([registration]);
});
afterAll(() => hospital.close());

const outsiders = [
  'doctor',
  'lab-technician',
  'lab-doctor',
  'cashier',
  'claims-clerk',
  'records-clerk',
  'integration',
  'administrator',
];

test.each(outsiders)('%s không in được phiếu số', async (role) => {
  await expect(hospital.as(role).call(printNumberSlip, 'Encounter/bat-ky')).rejects.toMatchObject({ status: 403 });
});
