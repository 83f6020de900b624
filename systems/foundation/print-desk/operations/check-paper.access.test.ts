import { staffRoles } from '@lienmach/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPaperWorld, type PaperWorld } from '../stories/paper-for-tests.ts';
import { checkPaper } from './check-paper.ts';

let world: PaperWorld;
beforeAll(async () => {
  world = await openPaperWorld();
});
afterAll(() => world.hospital.close());

test.each([...staffRoles, 'integration'])('%s không gọi được: chỉ trang kiểm tra công khai', async (role) => {
  const call = world.hospital.as(role).call(checkPaper, undefined, { code: 'x' });
  await expect(call).rejects.toMatchObject({ status: 403 });
});
