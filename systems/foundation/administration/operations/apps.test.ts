import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { administration } from '../index.ts';

let hospital: TestHospital;
const administrator = () => hospital.as('administrator');

beforeAll(async () => {
  hospital = await openTestHospital([administration]);
});
afterAll(() => hospital.close());

test('danh sách nói ứng dụng nào được vào và bằng gì, không bao giờ có bí mật', async () => {
  const { clients } = hospital.engines;
  await clients.register({
    id: 'kho',
    display: 'Kho dữ liệu',
    roles: ['records-clerk'],
    scope: 'system/*.rs',
    jwksUri: 'https://kho.example/jwks',
  });
  const { app } = await administrator().call<{ app: readonly object[] }>('$apps');
  expect(app).toMatchObject([
    { id: 'kho', role: ['records-clerk'], hasSecret: false, hasKeys: true, isDisabled: false },
  ]);
});
