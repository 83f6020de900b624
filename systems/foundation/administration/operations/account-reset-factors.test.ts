import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { administration } from '../index.ts';

let hospital: TestHospital;
const administrator = () => hospital.as('administrator');
const lan = { login: 'lan', display: 'Nguyễn Thị Lan', reference: 'Practitioner/nurse', roles: ['nurse'] };

beforeAll(async () => {
  hospital = await openTestHospital([administration]);
  await hospital.engines.accounts.create(lan);
});
afterAll(() => hospital.close());

test('gỡ mọi cách xác nhận thứ hai của một người: nói đã gỡ mấy cách, ghi vào nhật ký', async () => {
  const { removed } = await administrator().call<{ removed: number }>('$account-reset-factors', undefined, {
    login: 'lan',
  });
  expect(removed).toBe(0);
  expect(hospital.calls.at(-1)).toMatchObject({ what: ['account/lan'] });
});

test('không có tài khoản thì nói không có', async () => {
  const call = administrator().call('$account-reset-factors', undefined, { login: 'khong.co' });
  await expect(call).rejects.toMatchObject({ code: 'access.unknownAccount', status: 404 });
});
