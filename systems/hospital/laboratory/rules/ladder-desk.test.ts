import { expect, test } from 'vitest';
import type { CallLadder } from './call-ladder.ts';
import { ladderObstacles } from './ladder-obstacles.ts';
import { shownLadders } from './shown-ladders.ts';

const who = { reference: 'Practitioner/truc' };
const ladder: CallLadder = { from: '2026-03-01', steps: [{ after: 15, who }], repeat: 10, rings: 3 };
const steps = (...minutes: readonly number[]) => ({ ...ladder, steps: minutes.map((after) => ({ after, who })) });

test.each([
  ['một bước', ladder, []],
  ['phút nhỏ nhất, lớn nhất', steps(1, 240), []],
  ['phút 0', steps(0), ['badStepMinutes step[0].after']],
  ['quá 240 phút', steps(15, 241), ['badStepMinutes step[1].after']],
  ['bước sau không muộn hơn', steps(15, 15), ['badStepMinutes step[1].after']],
  ['nửa phút', steps(1.5), ['badStepMinutes step[0].after']],
  ['gọi lại sau 0 phút', { ...ladder, repeat: 0 }, ['badRepeat repeat']],
  ['gọi lại sau 241 phút', { ...ladder, repeat: 241 }, ['badRepeat repeat']],
  ['gọi 0 lần', { ...ladder, rings: 0 }, ['badRings rings']],
  ['gọi 20 lần', { ...ladder, rings: 20 }, []],
  ['gọi 21 lần', { ...ladder, rings: 21 }, ['badRings rings']],
  [
    'mọi chỗ sai cùng lúc',
    { ...steps(30, 20), repeat: 0, rings: 0 },
    ['badStepMinutes step[1].after', 'badRepeat repeat', 'badRings rings'],
  ],
])('%s', (_title, given, expected) => {
  const found = ladderObstacles(given).map(({ code, outcome }) => `${code} ${outcome.issue[0]?.expression?.[0]}`);
  expect(found).toEqual(expected.map((one) => `laboratory.${one}`));
});

test('mỗi nơi một dãy: thang sau bắt đầu thì thang trước hết; của một ngày chỉ bản lưu sau', () => {
  const ward = { ...ladder, location: 'Location/noi' };
  const all: readonly CallLadder[] = [
    { ...ladder, from: '2026-03-10', saved: '2026-03-02T00:00:00.000Z a', repeat: 1 },
    { ...ladder, from: '2026-03-10', saved: '2026-03-02T00:00:00.000Z b', repeat: 2 },
    ladder,
    { ...ladder, from: '2026-02-01' },
    { ...ladder, from: '2026-01-01' },
    ward,
  ];
  const line = (day: string) =>
    shownLadders(all, day).map(
      (one) =>
        `${one.state} ${one.ladder.location ?? 'viện'} ${one.ladder.from} ${one.until ?? '…'} ${one.ladder.repeat}`,
    );
  expect(line('2026-03-02')).toEqual([
    'now viện 2026-03-01 2026-03-09 10',
    'now Location/noi 2026-03-01 … 10',
    'coming viện 2026-03-10 … 2',
    'past viện 2026-02-01 2026-02-28 10',
    'past viện 2026-01-01 2026-01-31 10',
  ]);
  expect(line('2026-03-09')[0]).toBe('now viện 2026-03-01 2026-03-09 10');
  expect(line('2026-03-10').slice(0, 3)).toEqual([
    'now viện 2026-03-10 … 2',
    'now Location/noi 2026-03-01 … 10',
    'past viện 2026-03-01 2026-03-09 10',
  ]);
  expect(shownLadders([], '2026-03-02')).toEqual([]);
});
