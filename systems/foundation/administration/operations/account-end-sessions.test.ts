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

test('kết thúc mọi phiên của một người: nói đã kết thúc mấy phiên, tài khoản vẫn dùng được', async () => {
  const { ended } = await administrator().call<{ ended: number }>('$account-end-sessions', undefined, { login: 'lan' });
  expect(ended).toBe(0);
  expect(await standing('lan')).toMatchObject({ isDisabled: false });
  expect(hospital.calls.at(-1)).toMatchObject({ what: ['account/lan'] });
});
