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

test('chưa đăng nhập ở đâu thì danh sách trống; tài khoản lạ thì nói không có', async () => {
  expect(await administrator().call('$account-sessions', undefined, { login: 'lan' })).toEqual({ place: [] });
  const call = administrator().call('$account-sessions', undefined, { login: 'khong.co' });
  await expect(call).rejects.toMatchObject({ code: 'access.unknownAccount', status: 404 });
});
