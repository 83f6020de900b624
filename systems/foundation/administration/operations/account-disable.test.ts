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

test('khóa người đã nghỉ: không vào được nữa', async () => {
  await administrator().call('$account-disable', undefined, { login: 'lan' });
  expect(await standing('lan')).toMatchObject({ isDisabled: true, sessions: 0 });
  expect(hospital.calls.at(-1)).toMatchObject({ operation: '$account-disable', what: ['account/lan'] });
});

test('không ai tự khóa mình; quản trị viên cuối cùng không bị khóa', async () => {
  const own = administrator().call('$account-disable', undefined, { login: 'quan-tri' });
  await expect(own).rejects.toMatchObject({ code: 'administration.notYourself' });
  const last = hospital.as('tool').call('$account-disable', undefined, { login: 'quan-tri' });
  await expect(last).rejects.toMatchObject({ code: 'administration.lastAdministrator', status: 422 });
  expect((await standing('quan-tri'))?.isDisabled).toBe(false);
});
