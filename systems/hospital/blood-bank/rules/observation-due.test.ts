import { expect, test } from 'vitest';
import { observationDue } from './observation-due.ts';

const START = '2026-03-02T08:00:00+07:00';
const after = (minutes: number): string => new Date(Date.parse(START) + minutes * 60_000).toISOString();

test.each([
  [0, 15],
  [7, 15],
  [14, 30],
  [16, 30],
  [30, 60],
  [62, 120],
  [239, undefined],
])('theo dõi gần nhất ở phút %s: lần sau ở phút %s', (seen, due) => {
  const found = observationDue(START, after(seen));
  expect(found === undefined ? undefined : (found.getTime() - Date.parse(START)) / 60_000).toBe(due);
});
