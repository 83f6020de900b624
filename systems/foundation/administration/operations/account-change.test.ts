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

test('đổi tên và vai trò: hồ sơ theo tên mới, phiên đang mở kết thúc', async () => {
  await administrator().call('$account-change', undefined, {
    login: 'lan',
    display: 'Nguyễn Thị Lan Anh',
    role: ['nurse', 'registrar'],
  });
  expect(await standing('lan')).toMatchObject({ display: 'Nguyễn Thị Lan Anh', roles: ['nurse', 'registrar'] });
  const practitioner = (await hospital.all('Practitioner')).find(({ id }) => id === 'nurse');
  expect(practitioner?.name?.[0]?.text).toBe('Nguyễn Thị Lan Anh');
  expect(hospital.calls.at(-1)).toMatchObject({ detail: 'roles=nurse registrar' });
});

test('tự nâng vai trò của mình: từ chối, không đổi gì', async () => {
  const raise = administrator().call('$account-change', undefined, {
    login: 'quan-tri',
    role: ['administrator', 'doctor'],
  });
  await expect(raise).rejects.toMatchObject({ code: 'administration.notYourself', status: 422 });
  expect((await standing('quan-tri'))?.roles).toEqual(['administrator']);
});
