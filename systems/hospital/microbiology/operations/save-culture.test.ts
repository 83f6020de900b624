import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CultureWorld, openCultureWorld, typed } from '../stories/open-culture-world.ts';

let world: CultureWorld;
beforeAll(async () => {
  world = await openCultureWorld();
});
afterAll(() => world.hospital.close());

const DAY = 24 * 60;
const refused = (pressed: Promise<unknown>, code: string) =>
  expect(pressed).rejects.toMatchObject({ code: `microbiology.${code}` });

test('những gì không viết được vào phiếu đều nói rõ chỗ, không lưu nửa chừng', async () => {
  const report = await world.receive('X8', 'wound');
  world.hospital.tick(DAY);
  const growth = { reading: [{ day: 1, state: 'growth' }] };
  const isolate = (organism: string, text: string) => ({ number: 1, organism, method: 'mic', result: typed(text) });
  await refused(world.save(report, { reading: [{ day: 1, state: 'maybe' }] }), 'unknownReading');
  await refused(world.save(report, { reading: [...growth.reading, ...growth.reading] }), 'dayTwice');
  await refused(world.save(report, { smear: [{ finding: 'gnb', amount: '9+' }] }), 'unknownSmear');
  await refused(world.save(report, { isolate: [isolate('ECO', 'CRO 1')] }), 'isolateWithoutGrowth');
  await refused(world.save(report, { ...growth, isolate: [isolate('XXX', 'CRO 1')] }), 'unknownOrganism');
  await refused(world.save(report, { ...growth, isolate: [isolate('ECO', 'ZZZ 1')] }), 'unknownAgent');
  await refused(world.save(report, { ...growth, isolate: [isolate('ECO', 'CRO 1, CRO 2')] }), 'agentTwice');
  await refused(world.save(report, { ...growth, isolate: [isolate('ECO', 'CRO nhạy')] }), 'unreadable');
  await refused(
    world.save(report, { ...growth, isolate: [isolate('ECO', 'CRO 1'), isolate('PAE', 'CAZ 1')] }),
    'isolateTwice',
  );
});
