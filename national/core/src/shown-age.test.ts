import { expect, test } from 'vitest';
import { shownAge } from './shown-age.ts';

test.each([
  ['đúng sinh nhật 6 tuổi', '2020-03-02', { age: 6, unit: 'a' }],
  ['trước sinh nhật 6 tuổi một ngày', '2020-03-03', { age: 71, unit: 'mo' }],
  ['tròn một tháng', '2026-02-02', { age: 1, unit: 'mo' }],
  ['chưa tròn một tháng', '2026-02-03', { age: 27, unit: 'd' }],
  ['sinh hôm nay', '2026-03-02', { age: 0, unit: 'd' }],
  ['sinh ngày 31, tháng hai chỉ có 28 ngày', '2026-01-31', { age: 1, unit: 'mo' }],
  ['chỉ biết năm', '1950', { age: 75, unit: 'a' }],
  ['chỉ biết năm, sinh năm nay', '2026', { age: 0, unit: 'a' }],
  ['ngày sinh sau ngày khám', '2026-03-03', undefined],
  ['không có ngày sinh', undefined, undefined],
])('tuổi: %s', (_, birthDate, expected) => {
  expect(shownAge(birthDate, '2026-03-02')).toEqual(expected);
});
