import { expect, test } from 'vitest';
import { controlStatistics, rounded } from './control-statistics.ts';
import { ownLimits } from './parallel-limits.ts';
import { readDecimal } from './read-decimal.ts';

test('số liệu cộng dồn tính tay: 98, 100, 102, 104 với đích 100 và sai số cho phép 10%', () => {
  const figures = controlStatistics([98, 100, 102, 104], { mean: 100, allowableError: 10 });
  expect(figures?.count).toBe(4);
  expect(figures?.mean).toBe(101);
  expect(figures?.sd).toBeCloseTo(2.581989, 6);
  expect(figures?.cv).toBeCloseTo(2.556425, 6);
  expect(figures?.bias).toBeCloseTo(1, 9);
  expect(figures?.totalError).toBeCloseTo(1 + 1.65 * 2.556425, 5);
  expect(figures?.sigma).toBeCloseTo(9 / 2.556425, 5);
});

test('một lần đo chưa có độ tản mạn; không có sai số cho phép thì không có sigma; không tản mạn thì sigma vô nghĩa', () => {
  expect(controlStatistics([4], { mean: 4 })).toBeUndefined();
  expect(controlStatistics([4, 4.2], { mean: 4 })).not.toHaveProperty('sigma');
  expect(controlStatistics([4, 4], { mean: 4, allowableError: 5 })).not.toHaveProperty('sigma');
  expect(controlStatistics([3.9, 3.7], { mean: 4 })?.bias).toBeCloseTo(-5, 9);
});

const target = {
  instrument: 'AU-2',
  indicator: 'K',
  name: 'Kali',
  mean: 4,
  sd: 0.1,
  unit: 'mmol/L',
  ucum: 'mmol/L',
  from: '2026-03-02',
  mode: 'parallel' as const,
};

test.each([
  ['chín lần chưa đủ', Array(9).fill(4.1), undefined],
  ['mười lần bằng nhau không có SD', Array(10).fill(4.1), undefined],
  ['mười lần đủ', [4, 4.2, 4, 4.2, 4, 4.2, 4, 4.2, 4, 4.2], 4.1],
])('giới hạn của lô chạy song song: %s', (_, values, mean) => {
  expect(ownLimits(target, values, '2026-03-20')?.mean).toBe(mean);
});

test.each([
  ['5,4', 5.4],
  ['5.4', 5.4],
  ['−0,3', -0.3],
  ['140', 140],
  ['1.234,5', undefined],
  ['cao', undefined],
  ['', undefined],
  ['5,', undefined],
])('đọc số đo “%s”', (text, value) => {
  expect(readDecimal(text)).toBe(value);
});

test('bốn chữ số có nghĩa', () => {
  expect(rounded(2.5564252)).toBe(2.556);
});
