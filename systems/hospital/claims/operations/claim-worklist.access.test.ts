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
const call = (role: string) =>
  hospital.as(role).call('Claim/$claim-worklist', undefined, { month: '2026-09', state: 'ready' });

test.each(outsiders)('%s không xem được danh sách hồ sơ', async (role) => {
  await expect(call(role)).rejects.toMatchObject({ status: 403 });
});

test('nhân viên BHYT xem được danh sách hồ sơ', async () => {
  await expect(call('claims-clerk')).resolves.toHaveProperty('total', 0);
});
