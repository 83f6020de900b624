import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { administration } from '../index.ts';

let hospital: TestHospital;

beforeAll(async () => {
  hospital = await openTestHospital([administration]);
});
afterAll(() => hospital.close());

test.each(['registrar', 'doctor', 'cashier', 'records-clerk', 'integration'])(
  '%s không cho ứng dụng nào vào được',
  async (role) => {
    const call = hospital
      .as(role)
      .call('$app-register', undefined, { id: 'abc', display: 'A', proof: 'none', scope: 'openid' });
    await expect(call).rejects.toMatchObject({ code: 'system-kit.notAllowed', status: 403 });
  },
);
