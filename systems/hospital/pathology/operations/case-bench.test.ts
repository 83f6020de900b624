import { afterAll, beforeAll, expect, test } from 'vitest';
import { BIOPSY, type CaseWorld, FROZEN, openCaseWorld } from '../stories/open-case-world.ts';

let world: CaseWorld;
beforeAll(async () => {
  world = await openCaseWorld();
});
afterAll(() => world.hospital.close());

const bench = async (input: object = {}) =>
  (
    await world.hospital
      .as('lab-head')
      .call<{ entry: readonly Record<string, unknown>[] }>('DiagnosticReport/$case-bench', undefined, input)
  ).entry;

test('bàn xếp theo khẩn và đồng hồ; ca trả rồi mà chưa gọi báo vẫn đứng đó; hết bàn giao thì sang hôm nay', async () => {
  await world.order(BIOPSY);
  await world.accept(BIOPSY);
  await world.accept(FROZEN);
  world.hospital.tick(30);
  const open = await bench();
  expect(open.map(({ state, minutesLeft }) => [state, minutesLeft])).toEqual([
    ['to-stain', -10],
    ['to-gross', 72 * 60 - 30],
    ['to-receive', undefined],
  ]);
  expect(open[0]).toMatchObject({ number: 'GPB26-00002', isUrgent: true, kind: 'frozen', name: 'Trần Thị Thử' });

  const report = await world.read(['squamous']);
  await world.press('lab-doctor', '$release-case', report, { stage: 'final', alone: 'Khoa chỉ có một bác sĩ đọc' });
  const called = (await bench()).find(({ number }) => number === 'GPB26-00003');
  expect(called).toMatchObject({ state: 'released', call: expect.anything() });
  expect(await bench({ released: true })).toEqual([expect.objectContaining({ number: 'GPB26-00003' })]);
});
