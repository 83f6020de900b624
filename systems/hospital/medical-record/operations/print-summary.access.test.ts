import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { medicalRecord } from '../index.ts';
import { printSummary } from './print-summary.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([medicalRecord]);
});
afterAll(() => hospital.close());

const outsiders = [
  'registrar',
  'lab-technician',
  'lab-doctor',
  'cashier',
  'claims-clerk',
  'integration',
  'administrator',
];

test.each(outsiders)('%s không in được tóm tắt hồ sơ', async (role) => {
  await expect(hospital.as(role).call(printSummary, 'Encounter/bat-ky')).rejects.toMatchObject({ status: 403 });
});
