import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { administration } from '../index.ts';

let hospital: TestHospital;

beforeAll(async () => {
  hospital = await openTestHospital([administration]);
});
afterAll(() => hospital.close());

test.each(['integration'])('%s không xem được kết nối', async (role) => {
  const call = hospital.as(role).call('$link-state', undefined, {});
  await expect(call).rejects.toMatchObject({ code: 'system-kit.notAllowed', status: 403 });
});
