import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { payments } from '../index.ts';
import { receiptsOf, visitWithCosts, vnd } from '../stories/visit-for-tests.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([payments]);
});
afterAll(() => hospital.close());

const outsiders = [
  'doctor',
  'nurse',
  'lab-technician',
  'lab-doctor',
  'records-clerk',
  'integration',
  'registrar',
  'claims-clerk',
  'administrator',
];

test.each(outsiders)('%s không thu được tiền, không có phiếu thu nào được ghi', async (role) => {
  const { at, encounter } = await visitWithCosts(hospital);
  const input = { method: 'cash', amount: vnd(500000) };
  await expect(hospital.as(role).call('Encounter/$collect', at, input)).rejects.toMatchObject({ status: 403 });
  expect(await receiptsOf(hospital, encounter)).toEqual([]);
});
