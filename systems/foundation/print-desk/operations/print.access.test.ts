import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPaperWorld, type PaperWorld } from '../stories/paper-for-tests.ts';
import { print } from './print.ts';

let world: PaperWorld;
beforeAll(async () => {
  world = await openPaperWorld();
});
afterAll(() => world.hospital.close());

test.each(['administrator', 'integration', 'paper-check'])('%s không in giấy của người bệnh', async (role) => {
  const { hospital, at } = world;
  const call = hospital.as(role).call(print, undefined, { form: 'PT', at });
  await expect(call).rejects.toMatchObject({ status: 403 });
});

test('bàn in không cho thêm quyền: mẫu của thu ngân thì điều dưỡng không in được, và không để lại lần in nào', async () => {
  const { hospital, at } = world;
  const call = hospital.as('nurse').call(print, undefined, { form: 'PT', at });
  await expect(call).rejects.toMatchObject({ status: 403 });
  expect(await hospital.all('Task')).toEqual([]);
});
