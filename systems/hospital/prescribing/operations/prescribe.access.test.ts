import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prescribing } from '../index.ts';
import { formulary, seatPatient } from '../stories/visit-for-tests.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([prescribing], { concepts: formulary });
});
afterAll(() => hospital.close());

const line = [{ drug: 'AML5', morning: '1', days: 5 }];
const outsiders = [
  'registrar',
  'lab-technician',
  'lab-doctor',
  'cashier',
  'claims-clerk',
  'integration',
  'administrator',
];

test.each([...outsiders, 'nurse', 'records-clerk'])('%s không kê đơn được', async (role) => {
  const { encounter } = await seatPatient(hospital);
  await expect(hospital.as(role).call('Encounter/$prescribe', encounter, { line })).rejects.toMatchObject({
    status: 403,
  });
  expect(await hospital.as('tool').store.search('MedicationRequest', `encounter=${encounter}`)).toEqual([]);
});
