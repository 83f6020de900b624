import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { administration } from '../index.ts';

let hospital: TestHospital;
const administrator = () => hospital.as('administrator');
const lan = { login: 'lan', display: 'Nguyễn Thị Lan', reference: 'Practitioner/nurse', roles: ['nurse'] };
const standing = async (login: string) =>
  (await hospital.engines.accounts.list()).find((account) => account.login === login);

beforeAll(async () => {
  hospital = await openTestHospital([administration]);
  await hospital.engines.accounts.create({
    login: 'quan-tri',
    display: 'Quản trị',
    reference: 'Practitioner/administrator',
    roles: ['administrator'],
  });
  await hospital.engines.accounts.create(lan);
});
afterAll(() => hospital.close());

test('danh sách nói ai có vai trò gì, đã khóa chưa, có phải đổi mật khẩu không; không bao giờ có mật khẩu', async () => {
  const { account } = await administrator().call<{ account: readonly object[] }>('$accounts');
  expect(account).toMatchObject([
    { login: 'lan', display: 'Nguyễn Thị Lan', role: ['nurse'], isDisabled: false, hasPassword: true, sessions: 0 },
    { login: 'quan-tri', role: ['administrator'] },
  ]);
  expect(account[0]).toHaveProperty('oneTimeUntil');
  expect(JSON.stringify(account)).not.toMatch(/argon2|"password"/);
  expect((await standing('lan'))?.isDisabled).toBe(false);
});
