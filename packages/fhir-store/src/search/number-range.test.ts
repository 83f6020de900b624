import { expect, test } from 'vitest';
import { aboutNumber, numberRange } from './number-range.ts';

test.each([
  ['100', '100', '99.5', '100.5'],
  ['100.00', '100.00', '99.995', '100.005'],
  ['1e2', '100', '50', '150'],
  ['-5.4', '-5.4', '-5.45', '-5.35'],
  ['0', '0', '-0.5', '0.5'],
  ['5.4e-3', '0.0054', '0.00535', '0.00545'],
  ['12345678901234567890.1', '12345678901234567890.1', '12345678901234567890.05', '12345678901234567890.15'],
])('%s đứng cho %s, từ %s đến %s', (text, value, low, high) => {
  expect(numberRange(text)).toEqual({ value, low, high });
});

test.each(['', 'x', '1.', '.5', '1e', '1e999', '--1', '1,5', '0x10', 'NaN', 'Infinity', '1'.repeat(50)])(
  '%j không phải số',
  (text) => {
    expect(numberRange(text)).toBeUndefined();
  },
);

test.each([
  ['100', '90.0', '110.0'],
  ['-100', '-110.0', '-90.0'],
  ['0.5', '0.45', '0.55'],
])('khoảng chừng %s là %s đến %s', (text, low, high) => {
  expect(aboutNumber(numberRange(text) ?? { value: '', low: '', high: '' })).toMatchObject({ low, high });
});
