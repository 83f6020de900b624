import { expect, test } from 'vitest';
import type { ReadingState, Worksheet } from './worksheet.ts';
import { releaseObstacles } from './worksheet-obstacles.ts';

const isolate = { number: 1, organism: 'KPN', amount: '++', method: 'mic', results: [] } as const;

const sheet = (states: readonly ReadingState[], isolates: Worksheet['isolates']): Worksheet => ({
  order: 'o1',
  report: 'r1',
  kind: 'urine',
  receivedAt: '2026-03-02T07:28:00+07:00',
  smear: [],
  readings: states.map((state, index) => ({ day: index + 1, state })),
  isolates,
  comment: '',
  releases: [],
  isChanged: true,
});

const codes = (told: Worksheet, stage: string, isAccepted: boolean) =>
  releaseObstacles(told, [], { stage, isAccepted }).map(({ code }) => code);

test.each<[string, readonly ReadingState[], Worksheet['isolates'], string | undefined]>([
  ['mọc rồi không mọc, không ghi chủng', ['growth', 'no-growth', 'no-growth'], [], 'microbiology.contradictions'],
  ['mọc rồi ngoại nhiễm, không ghi chủng', ['growth', 'contaminated'], [], 'microbiology.contradictions'],
  ['có chủng, lần cuối không mọc', ['growth', 'growth', 'no-growth'], [isolate], 'microbiology.contradictions'],
  ['có chủng, lần cuối mọc', ['no-growth', 'growth'], [isolate], undefined],
  ['không mọc đủ ngày', ['no-growth', 'no-growth', 'no-growth'], [], undefined],
])('%s: trả cuối phải xem lại, đã xem lại thì trả được, sơ bộ không vướng', (_, states, isolates, code) => {
  expect(codes(sheet(states, isolates), 'final', false)).toEqual(code === undefined ? [] : [code]);
  expect(codes(sheet(states, isolates), 'final', true)).toEqual([]);
  expect(codes(sheet(states, isolates), 'preliminary', false)).toEqual([]);
});
