import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { administration } from '../index.ts';

let hospital: TestHospital;

beforeAll(async () => {
  hospital = await openTestHospital([administration]);
});
afterAll(() => hospital.close());

test.each(['registrar', 'doctor', 'cashier', 'records-clerk', 'integration'])(
  '%s không gắn được danh tính với tài khoản nào',
  async (role) => {
    const call = hospital.as(role).call('$account-link', undefined, { login: 'doctor', house: 'a', value: 'b' });
    await expect(call).rejects.toMatchObject({ code: 'system-kit.notAllowed', status: 403 });
  },
);
