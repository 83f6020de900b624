import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ledger } from '../index.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([ledger]);
});
afterAll(() => hospital.close());

const period = { from: '2026-03-01', to: '2026-03-02' };
const outsiders = ['cashier', 'registrar', 'nurse', 'doctor', 'claims-clerk', 'records-clerk', 'administrator', 'bank'];

test.each(outsiders)('%s không được xem sổ nhật ký', async (role) => {
  await expect(hospital.as(role).call('Account/$journal', undefined, period)).rejects.toMatchObject({ status: 403 });
});

test('kế toán được xem sổ nhật ký', async () => {
  await expect(hospital.as('accountant').call('Account/$journal', undefined, period)).resolves.toBeDefined();
});
