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
const call = (role: string) => hospital.as(role).call('Claim/$lock-claims', undefined, { month: '2026-09' });

test.each(outsiders)('%s không khóa được hồ sơ của tháng', async (role) => {
  await expect(call(role)).rejects.toMatchObject({ status: 403 });
});

test('nhân viên BHYT khóa được hồ sơ của tháng', async () => {
  await expect(call('claims-clerk')).resolves.toEqual({ locked: 0, passed: 0 });
});
