import { expect, test } from 'vitest';
import { lastDay } from './last-day.ts';
import { mostLeaveDays } from './sick-leave-limits.ts';

test.each([
  ['bệnh thường', '2026-03-02', ['J06.9'], undefined, 30],
  ['lao phổi', '2026-03-02', ['A15.0'], undefined, 180],
  ['lao kê, mã ba ký tự', '2026-03-02', ['I10', 'A19'], undefined, 180],
  ['nhiễm Mycobacteria khác không phải lao', '2026-03-02', ['A31.0'], undefined, 30],
  ['đình chỉ thai 12 tuần', '2026-03-02', ['O03.9'], 12, 30],
  ['đình chỉ thai 13 tuần', '2026-03-02', ['O03.9'], 13, 50],
  ['trước ngày có quy định', '2018-02-28', ['J06.9'], undefined, 0],
  ['đúng ngày có quy định', '2018-03-01', ['J06.9'], undefined, 30],
])('số ngày nghỉ nhiều nhất: %s', (_, day, codes, weeks, most) => {
  expect(mostLeaveDays(day, codes, weeks)).toBe(most);
});

test.each([
  ['2026-03-02', 1, '2026-03-02'],
  ['2026-02-27', 3, '2026-03-01'],
  ['2028-02-28', 2, '2028-02-29'],
  ['2026-12-31', 30, '2027-01-29'],
])('nghỉ từ %s, %i ngày thì hết ngày %s', (from, days, end) => {
  expect(lastDay(from, days)).toBe(end);
});
