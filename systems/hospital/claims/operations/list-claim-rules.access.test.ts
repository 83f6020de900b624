import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claims } from '../index.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([claims]);
});
afterAll(() => hospital.close());

const outsiders = [
  'registrar',
  'nurse',
  'doctor',
  'lab-technician',
  'lab-doctor',
  'cashier',
  'records-clerk',
  'administrator',
];
const insiders = ['claims-clerk'];

test.each(outsiders)('%s không xem được danh sách quy tắc', async (role) => {
  await expect(hospital.as(role).call('$claim-rules', undefined, { rule: 'MON-01' })).rejects.toMatchObject({
    status: 403,
  });
});

test.each(insiders)('%s xem được danh sách quy tắc', async (role) => {
  await expect(hospital.as(role).call('$claim-rules', undefined, { rule: 'MON-01' })).resolves.toHaveProperty('rule');
});
