import { expect, test } from 'vitest';
import { treatmentDays } from './treatment-days.ts';

const stay = {
  arrived: '2026-09-07',
  left: '2026-09-12',
  medicineDays: 60,
  serviceDays: ['2026-09-07', '2026-09-08', '2026-09-07'],
};

test.each([
  ['01', 0],
  ['07', 0],
  ['09', 0],
  ['03', 6],
  ['04', 6],
  ['06', 6],
  ['02', 6],
  ['05', 60],
  ['08', 2],
])('loại hình %s: %i ngày điều trị', (visitType, days) => {
  expect(treatmentDays({ ...stay, visitType })).toBe(days);
});

test('vào và ra cùng ngày là một ngày, qua cuối tháng vẫn đúng', () => {
  expect(treatmentDays({ ...stay, visitType: '03', left: '2026-09-07' })).toBe(1);
  expect(treatmentDays({ ...stay, visitType: '03', arrived: '2026-08-31', left: '2026-09-01' })).toBe(2);
});
