import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prescribing } from '../index.ts';
import { formulary, seatPatient } from '../stories/visit-for-tests.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([prescribing], { concepts: formulary });
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

test.each([...outsiders, 'records-clerk'])('%s không ghi được dị ứng', async (role) => {
  const { patient } = await seatPatient(hospital);
  await expect(hospital.as(role).call('Patient/$record-allergy', patient, { text: 'Tôm' })).rejects.toMatchObject({
    status: 403,
  });
});
