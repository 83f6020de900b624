import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { payments } from '../index.ts';
import { printCostStatement } from './print-cost-statement.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([payments]);
});
afterAll(() => hospital.close());

const outsiders = [
  'registrar',
  'nurse',
  'doctor',
  'lab-technician',
  'lab-doctor',
  'records-clerk',
  'integration',
  'administrator',
];

test.each(outsiders)('%s không in được bảng kê', async (role) => {
  await expect(hospital.as(role).call(printCostStatement, 'Encounter/bat-ky')).rejects.toMatchObject({ status: 403 });
});
