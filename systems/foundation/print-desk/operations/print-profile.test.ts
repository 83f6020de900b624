import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPaperWorld, type PaperWorld } from '../stories/paper-for-tests.ts';
import { printProfile } from './print-profile.ts';

let world: PaperWorld;
beforeAll(async () => {
  world = await openPaperWorld();
});
afterAll(() => world.hospital.close());

test('mọi mẫu giấy đều có dòng, tên đọc được, ít nhất một bản; chưa chọn phòng cũng xem được', async () => {
  const { line } = await world.hospital.as('doctor').call(printProfile, undefined, {});
  expect(line.map(({ form }) => form)).toContain('DT');
  for (const one of line) expect(one).toMatchObject({ title: expect.stringMatching(/\S/), copies: 1 });
});
