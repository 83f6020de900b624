import { openTestHospital, type TestHospital } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogDesk } from '../index.ts';

let hospital: TestHospital;

beforeAll(async () => {
  hospital = await openTestHospital([catalogDesk]);
});
afterAll(() => hospital.close());

test.each(['registrar', 'doctor', 'cashier', 'integration'])('%s không bỏ được bản xem trước', async (role) => {
  const call = hospital.as(role).call('$catalog-discard', undefined, { draft: '1' });
  await expect(call).rejects.toMatchObject({ code: 'system-kit.notAllowed', status: 403 });
});
