import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { medicalRecord } from '../index.ts';
import { finishVisit } from '../stories/finished-visit-for-tests.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([medicalRecord]);
});
afterAll(() => hospital.close());

const others = [
  'registrar',
  'nurse',
  'lab-technician',
  'lab-doctor',
  'cashier',
  'claims-clerk',
  'records-clerk',
  'integration',
  'administrator',
];

test.each(others)('%s không ký được bản tóm tắt', async (role) => {
  const encounter = await finishVisit(hospital);
  await expect(hospital.as(role).call('Encounter/$sign-summary', encounter)).rejects.toMatchObject({ status: 403 });
  expect(await hospital.as('tool').store.search('DocumentReference', `encounter=${encounter}`)).toEqual([]);
});
