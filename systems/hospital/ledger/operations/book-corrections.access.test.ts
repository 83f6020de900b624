import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ledger } from '../index.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([ledger]);
});
afterAll(() => hospital.close());

const outsiders = ['cashier', 'registrar', 'nurse', 'doctor', 'claims-clerk', 'records-clerk', 'administrator', 'bank'];

test.each(outsiders)('%s không được ghi điều chỉnh', async (role) => {
  await expect(
    hospital.as(role).call('Account/$book-corrections', undefined, { month: '2026-02' }),
  ).rejects.toMatchObject({
    status: 403,
  });
});
