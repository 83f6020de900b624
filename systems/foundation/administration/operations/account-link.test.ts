import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { administration } from '../index.ts';

let hospital: TestHospital;
const administrator = () => hospital.as('administrator');
const lan = { login: 'lan', display: 'Nguyễn Thị Lan', reference: 'Practitioner/nurse', roles: ['nurse'] };

beforeAll(async () => {
  hospital = await openTestHospital([administration]);
  await hospital.engines.accounts.create(lan);
  await hospital.engines.accounts.create({ ...lan, login: 'hoa', reference: 'Practitioner/hoa' });
});
afterAll(() => hospital.close());

const link = (login: string) =>
  administrator().call('$account-link', undefined, { login, house: 'quoc-gia', value: '099080000001' });

test('gắn một danh tính với một tài khoản: nhật ký ghi tài khoản và nơi cấp, không ghi số', async () => {
  await link('lan');
  await link('lan');
  expect(hospital.calls.at(-1)).toMatchObject({ what: ['account/lan'], detail: 'house=quoc-gia' });
  expect(JSON.stringify(hospital.calls)).not.toContain('099080000001');
});

test('danh tính đã gắn với người khác, tài khoản không có: bị từ chối', async () => {
  await expect(link('hoa')).rejects.toMatchObject({ code: 'access.identityTaken', status: 409 });
  await expect(link('khong.co')).rejects.toMatchObject({ code: 'access.unknownAccount', status: 404 });
});
