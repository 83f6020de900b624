import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { payments } from '../index.ts';
import { vnd } from '../stories/visit-for-tests.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([payments]);
});
afterAll(() => hospital.close());

test.each([
  'cashier',
  'registrar',
  'doctor',
  'nurse',
  'lab-technician',
  'lab-doctor',
  'claims-clerk',
  'records-clerk',
  'administrator',
  'integration',
])('%s không tự báo có thay ngân hàng được', async (role) => {
  const told = {
    transaction: 'FT1',
    incoming: true,
    amount: vnd(1000),
    memo: '',
    account: '1',
    at: '2026-03-02T08:31:05+07:00',
  };
  await expect(hospital.as(role).call('Invoice/$bank-notice', undefined, told)).rejects.toMatchObject({ status: 403 });
  expect(await hospital.all('PaymentNotice')).toEqual([]);
});
