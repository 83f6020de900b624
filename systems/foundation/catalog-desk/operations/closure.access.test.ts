import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogDesk } from '../index.ts';

let hospital: TestHospital;

beforeAll(async () => {
  hospital = await openTestHospital([catalogDesk]);
});
afterAll(() => hospital.close());

test('đối tác gửi bản tin không mở được bảng quan hệ mã', async () => {
  await expect(hospital.as('integration').call('$closure', undefined, { name: 'x' })).rejects.toMatchObject({
    code: 'system-kit.notAllowed',
    status: 403,
  });
});

test('bảng của người này người khác không thấy', async () => {
  await hospital.as('doctor').call('$closure', undefined, { name: 'riêng' });
  await expect(hospital.as('nurse').call('$closure', undefined, { name: 'riêng', version: '0' })).rejects.toMatchObject(
    { code: 'terminology.unknownClosure', status: 404 },
  );
});
