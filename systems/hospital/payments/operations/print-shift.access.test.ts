import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { payments } from '../index.ts';
import { printShift } from './print-shift.ts';

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
  'claims-clerk',
  'records-clerk',
  'integration',
  'administrator',
];

test.each(outsiders)('%s không in được biên bản kiểm quỹ', async (role) => {
  await expect(hospital.as(role).call(printShift, 'PaymentReconciliation/bat-ky')).rejects.toMatchObject({
    status: 403,
  });
});
