import { expect, test } from 'vitest';
import { ageInMonths } from './child-months.ts';
import { dayLimit } from './day-limit.ts';

test.each([
  ['C', 'J06.9', false, 30],
  ['C', 'I10', true, 90],
  ['N', 'M54.5', false, 7],
  ['N', 'C50.9', true, 30],
  ['N', 'D05.1', false, 30],
  ['N', 'D10.0', false, 7],
  ['N', 'D48.9', false, 30],
  ['N', 'D49', false, 7],
  ['H', 'G47.0', false, 10],
  ['H', 'G40.9', true, 30],
  ['T', 'M54.5', false, 30],
] as const)('đơn %s với %s: %s → %d ngày', (type, code, allowsLong, limit) => {
  expect(dayLimit(type, [{ code, allowsLong }])).toBe(limit);
});

test('chỉ cần một chẩn đoán trong danh mục 252 bệnh', () => {
  const diagnoses = [
    { code: 'J06.9', allowsLong: false },
    { code: 'I10', allowsLong: true },
  ];
  expect(dayLimit('C', diagnoses)).toBe(90);
});

test.each([
  ['2020-03-02', '2026-03-01', 71],
  ['2020-03-02', '2026-03-02', 72],
  ['2020-03-31', '2026-02-28', 71],
  ['2020-02-29', '2026-02-28', 72],
  ['2020-03', '2026-03-02', 71],
  ['2020', '2026-03-02', 62],
  ['2026-03-02', '2026-03-02', 0],
])('sinh %s, ngày %s: %d tháng tuổi', (birth, day, months) => {
  expect(ageInMonths(birth, day)).toBe(months);
});
