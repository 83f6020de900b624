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

test('đặt lại mật khẩu: hiện một lần, dùng trong 24 giờ, nhật ký không có mật khẩu', async () => {
  const given = await administrator().call<{ password: string; until: string }>('$account-reset-password', undefined, {
    login: 'lan',
  });
  expect(given.password).toHaveLength(19);
  expect(await standing('lan')).toMatchObject({ hasPassword: true, oneTimeUntil: '2026-03-03T00:30:00Z' });
  expect(hospital.calls.at(-1)).toMatchObject({ what: ['account/lan'] });
  expect(JSON.stringify(hospital.calls)).not.toContain(given.password);
});

test('không có tài khoản này thì nói không có', async () => {
  const reset = administrator().call('$account-reset-password', undefined, { login: 'khong-co' });
  await expect(reset).rejects.toMatchObject({ code: 'access.unknownAccount', status: 404 });
  expect(await standing('khong-co')).toBeUndefined();
});
