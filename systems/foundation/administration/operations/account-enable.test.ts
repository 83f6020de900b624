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

test('người nghỉ quay lại: mở tài khoản, vai trò còn nguyên', async () => {
  await administrator().call('$account-disable', undefined, { login: 'lan' });
  await administrator().call('$account-enable', undefined, { login: 'lan' });
  expect(await standing('lan')).toMatchObject({ isDisabled: false, roles: ['nurse'] });
});
