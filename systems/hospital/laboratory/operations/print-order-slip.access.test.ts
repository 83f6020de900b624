import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { laboratory } from '../index.ts';
import { printOrderSlip } from './print-order-slip.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([laboratory]);
});
afterAll(() => hospital.close());

const outsiders = [
  'registrar',
  'lab-doctor',
  'cashier',
  'claims-clerk',
  'records-clerk',
  'integration',
  'administrator',
];

test.each(outsiders)('%s không in được phiếu chỉ định', async (role) => {
  await expect(hospital.as(role).call(printOrderSlip, 'Encounter/bat-ky')).rejects.toMatchObject({ status: 403 });
});
