import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogDesk } from '../index.ts';

let hospital: TestHospital;

beforeAll(async () => {
  hospital = await openTestHospital([catalogDesk]);
});
afterAll(() => hospital.close());

test('đối tác gửi bản tin không dùng được danh mục qua thao tác này', async () => {
  await expect(
    hospital.as('integration').call('ValueSet/$validate-code', undefined, { code: 'a' }),
  ).rejects.toMatchObject({
    code: 'system-kit.notAllowed',
    status: 403,
  });
});
