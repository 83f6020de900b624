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

test('thêm người mới: có mật khẩu dùng một lần, có người hành nghề trong hồ sơ, nhật ký ghi tài khoản nào', async () => {
  const given = await administrator().call<{ password: string; until: string }>('$account-create', undefined, {
    login: 'bs.minh',
    display: ' BS. Lê Minh ',
    role: ['doctor'],
    licence: '990777/THU-GPHN',
  });
  expect(given).toMatchObject({ until: '2026-03-03T00:30:00.000Z' });
  expect(await standing('bs.minh')).toMatchObject({ display: 'BS. Lê Minh', reference: 'Practitioner/bs.minh' });
  const practitioner = (await hospital.all('Practitioner')).find(({ id }) => id === 'bs.minh');
  expect(practitioner).toMatchObject({ name: [{ text: 'BS. Lê Minh' }], identifier: [{ value: '990777/THU-GPHN' }] });
  expect(hospital.calls.at(-1)).toMatchObject({ what: ['account/bs.minh', 'Practitioner/bs.minh'] });
  expect(JSON.stringify(hospital.calls)).not.toContain(given.password);
});

test('tên đăng nhập trùng mã của người đã có trong hồ sơ: không thành người ấy', async () => {
  await administrator().call('$account-create', undefined, { login: 'doctor', display: 'Người khác', role: ['nurse'] });
  const made = await standing('doctor');
  expect(made?.reference).toMatch(/^Practitioner\/doctor-[0-9a-f]{8}$/);
});

test('tên đăng nhập đã có hoặc sai dạng: từ chối, không để lại người thừa', async () => {
  const before = (await hospital.all('Practitioner')).length;
  const add = (login: string) =>
    administrator().call('$account-create', undefined, { login, display: 'Lan khác', role: ['nurse'] });
  await expect(add('lan')).rejects.toMatchObject({ code: 'access.loginTaken' });
  await expect(add('Lan Á')).rejects.toMatchObject({ code: 'access.loginMalformed' });
  expect(await hospital.all('Practitioner')).toHaveLength(before);
});
