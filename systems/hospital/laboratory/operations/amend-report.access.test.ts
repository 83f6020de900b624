import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { laboratory } from '../index.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([laboratory]);
});
afterAll(() => hospital.close());

const call = (role: string) =>
  hospital.as(role).call('DiagnosticReport/$amend', 'DiagnosticReport/khong-co', {
    result: [{ indicator: 'K', value: '1' }],
    reason: 'sai',
  });

test.each([
  'doctor',
  'nurse',
  'lab-technician',
  'registrar',
  'cashier',
  'claims-clerk',
  'administrator',
  'integration',
])('%s không sửa kết quả đã trả được', async (role) => {
  await expect(call(role)).rejects.toMatchObject({ code: 'system-kit.notAllowed', status: 403 });
});

test('người của phòng xét nghiệm được gọi: không có thì báo không thấy', async () => {
  await expect(call('lab-doctor')).rejects.toMatchObject({ status: 404 });
});
