import { expect, test } from 'vitest';
import { MACHINE, openControlWorld } from '../stories/open-control-world.ts';
import { controlChart } from './control-chart.ts';

test('biểu đồ nội kiểm: từng lần chạy với luật, số liệu cộng dồn không tính lần bị loại, theo khoảng ngày', async () => {
  const world = await openControlWorld();
  const { hospital } = world;
  const chart = (more: object = {}) =>
    hospital.as('lab-technician').call(controlChart, undefined, { instrument: MACHINE, indicator: 'K', ...more });
  for (const [one, two] of [
    ['4,0', '6,0'],
    ['4,1', '6,2'],
    ['4,05', '6,1'],
  ] as const) {
    await world.run(one, two);
    hospital.tick(90);
  }
  await world.run('4,5');
  const shown = await chart();
  expect(shown.hold?.reference).toMatch(/^DetectedIssue\//);
  expect(shown.point.map(({ level, state, rule }) => [level, state, rule])).toEqual([
    ...[1, 2, 3].flatMap(() => [
      ['1', 'accepted', []],
      ['2', 'accepted', []],
    ]),
    ['1', 'rejected', ['1-3s']],
  ]);
  expect(shown.series).toMatchObject([
    { level: '1', mean: 4, statistics: { count: 3, rejected: 1, mean: 4.05, sd: 0.05, cv: 1.235, bias: 1.25 } },
    { level: '2', mean: 6, statistics: { count: 3, rejected: 0, mean: 6.1, sd: 0.1 } },
  ]);
  // CV 0.05 / 4.05, bias 1.25 %: (5 − 1.25) / 1.2346
  expect(shown.series[0]?.statistics?.sigma).toBeCloseTo(3.038, 2);
  await expect(chart({ days: 367 })).rejects.toMatchObject({ code: 'lab-quality.badRange' });
  hospital.tick(2 * 1440);
  expect((await chart({ days: 1 })).point).toHaveLength(0);
  await hospital.close();
});
