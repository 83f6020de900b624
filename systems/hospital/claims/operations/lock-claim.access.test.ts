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
  'integration',
];
const call = (role: string) => hospital.as(role).call('Claim/$lock-claim', 'Claim/khong-co', {});

test.each(outsiders)('%s không khóa được hồ sơ', async (role) => {
  await expect(call(role)).rejects.toMatchObject({ status: 403 });
});

test('nhân viên BHYT được gọi: hồ sơ không có thì báo không thấy', async () => {
  await expect(call('claims-clerk')).rejects.toMatchObject({ status: 404 });
});
