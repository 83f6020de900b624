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

test('phiên không có, hoặc đã kết thúc: nói không có', async () => {
  const call = administrator().call('$account-end-session', undefined, { login: 'lan', session: 'khong-co' });
  await expect(call).rejects.toMatchObject({ code: 'access.unknownSession', status: 404 });
});
