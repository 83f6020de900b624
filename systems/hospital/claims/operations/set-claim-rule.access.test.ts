import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claims } from '../index.ts';

const setting = { rule: 'MON-33', use: 'off', reason: 'Danh mục giá đang sửa' };

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

test.each(outsiders)('%s không cài đặt được quy tắc', async (role) => {
  await expect(hospital.as(role).call('$set-claim-rule', undefined, setting)).rejects.toMatchObject({ status: 403 });
});

test.each(insiders)('%s cài đặt được quy tắc', async (role) => {
  await expect(hospital.as(role).call('$set-claim-rule', undefined, setting)).resolves.toHaveProperty('rule');
});
