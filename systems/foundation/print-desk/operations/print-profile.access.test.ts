import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPaperWorld, type PaperWorld } from '../stories/paper-for-tests.ts';
import { printProfile } from './print-profile.ts';

let world: PaperWorld;
beforeAll(async () => {
  world = await openPaperWorld();
});
afterAll(() => world.hospital.close());

test.each(['integration', 'paper-check'])('%s không xem máy in của phòng', async (role) => {
  await expect(world.hospital.as(role).call(printProfile, undefined, {})).rejects.toMatchObject({ status: 403 });
});
