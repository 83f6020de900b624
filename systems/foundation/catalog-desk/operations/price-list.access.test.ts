import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogDesk } from '../index.ts';

let hospital: TestHospital;

beforeAll(async () => {
  hospital = await openTestHospital([catalogDesk]);
});
afterAll(() => hospital.close());

test.each(['nurse', 'integration'])('%s không xem bảng giá ở bàn này', async (role) => {
  const call = hospital.as(role).call('$price-list', undefined, {});
  await expect(call).rejects.toMatchObject({ code: 'system-kit.notAllowed', status: 403 });
});
