import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { payments } from '../index.ts';
import { visitWithCosts } from '../stories/visit-for-tests.ts';

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

test.each(outsiders)('%s không tạo được mã QR', async (role) => {
  const { at, encounter } = await visitWithCosts(hospital);
  await expect(hospital.as(role).call('Encounter/$payment-qr', at)).rejects.toMatchObject({ status: 403 });
  const { store } = hospital.as('tool');
  expect(await store.search('Invoice', `subject=${encounter.subject?.reference}`)).toEqual([]);
});
