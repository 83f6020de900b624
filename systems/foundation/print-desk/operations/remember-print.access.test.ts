import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPaperWorld, type PaperWorld } from '../stories/paper-for-tests.ts';
import { rememberPrint } from './remember-print.ts';

let world: PaperWorld;
beforeAll(async () => {
  world = await openPaperWorld();
});
afterAll(() => world.hospital.close());

test.each(['integration', 'paper-check'])('%s không đổi máy in của phòng', async (role) => {
  await expect(
    world.hospital.as(role).call(rememberPrint, undefined, { room: 'thu-ngan', form: 'PT' }),
  ).rejects.toMatchObject({ status: 403 });
});
