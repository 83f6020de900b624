import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { administration } from '../index.ts';

let hospital: TestHospital;
const administrator = () => hospital.as('administrator');

beforeAll(async () => {
  hospital = await openTestHospital([administration]);
});
afterAll(() => hospital.close());

test('khóa ứng dụng: không còn được nhận; ứng dụng lạ thì nói không có', async () => {
  const { clients } = hospital.engines;
  await clients.create({ id: 'lis', display: 'LIS', roles: ['integration'], scope: 'system/*.rs' });
  await administrator().call('$app-disable', undefined, { id: 'lis' });
  expect(await clients.find('lis')).toBeUndefined();
  const unknown = administrator().call('$app-disable', undefined, { id: 'khong-co' });
  await expect(unknown).rejects.toMatchObject({ code: 'administration.unknownApp', status: 404 });
});
