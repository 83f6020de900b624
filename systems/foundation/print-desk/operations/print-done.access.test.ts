import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPaperWorld, type PaperWorld } from '../stories/paper-for-tests.ts';
import { printDone } from './print-done.ts';

let world: PaperWorld;
beforeAll(async () => {
  world = await openPaperWorld();
});
afterAll(() => world.hospital.close());

test.each(['administrator', 'integration', 'paper-check'])('%s không ghi được kết quả in', async (role) => {
  const call = world.hospital.as(role).call(printDone, 'Task/bat-ky', { outcome: 'printed' });
  await expect(call).rejects.toMatchObject({ status: 403 });
});
