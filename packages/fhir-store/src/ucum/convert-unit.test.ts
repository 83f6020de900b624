import { expect, test } from 'vitest';
import { convertUnit } from './convert-unit.ts';

test.each([
  ['14.8', 'g/dL', 'g/L', '148'],
  ['4.20', 'g/dL', 'g/L', '42.0'],
  ['43.2', '%', 'L/L', '0.432'],
  ['0.50', '%', 'L/L', '0.0050'],
  ['5400', 'umol/L', 'mmol/L', '5.400'],
  ['0', 'g/dL', 'g/L', '0'],
  ['-1.5', 'cm', 'mm', '-15'],
  ['1', 'mm[Hg]', 'kPa', '0.133322'],
])('%s %s đổi ra %s là %s', (value, from, to, expected) => {
  expect(convertUnit(value, from, to)).toEqual({ value: expected, isSame: false });
});

test('hai cách viết của một đơn vị: giá trị giữ nguyên từng chữ số', () => {
  expect(convertUnit('5.80', '10*3/uL', '10*9/L')).toEqual({ value: '5.80', isSame: true });
  expect(convertUnit('5.80', '10^3/uL', '10*9/L')).toEqual({ value: '5.80', isSame: true });
});

test.each([
  ['mg/dL', 'mmol/L'],
  ['[IU]/L', 'U/L'],
  ['mEq/L', 'mmol/L'],
  ['Cel', 'K'],
  ['', 'g/L'],
  ['g/L', 'lạ'],
])('không đổi được: %s ra %s', (from, to) => {
  expect(convertUnit('1', from, to)).toBeUndefined();
});

test('giá trị không phải số thì không đổi', () => {
  expect(convertUnit('cao', 'g/dL', 'g/L')).toBeUndefined();
});
