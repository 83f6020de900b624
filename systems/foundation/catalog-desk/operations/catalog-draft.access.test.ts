import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogDesk } from '../index.ts';

let hospital: TestHospital;

beforeAll(async () => {
  hospital = await openTestHospital([catalogDesk]);
});
afterAll(() => hospital.close());

test.each(['registrar', 'doctor', 'cashier', 'integration'])('%s không nạp được danh mục', async (role) => {
  const call = hospital
    .as(role)
    .call('$catalog-draft', undefined, { name: 'service-prices', version: '1', effective: '2026-04-01', file: 'QQ==' });
  await expect(call).rejects.toMatchObject({ code: 'system-kit.notAllowed', status: 403 });
});
