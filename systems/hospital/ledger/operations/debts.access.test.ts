import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ledger } from '../index.ts';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await openTestHospital([ledger]);
});
afterAll(() => hospital.close());

const outsiders = ['registrar', 'nurse', 'doctor', 'claims-clerk', 'records-clerk', 'administrator', 'bank'];

test.each(outsiders)('%s không được xem công nợ', async (role) => {
  await expect(hospital.as(role).call('Account/$debts', undefined)).rejects.toMatchObject({
    status: 403,
  });
});
