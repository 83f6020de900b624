import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatMoney, formatNumber, parseMoney } from './money.ts';

test.each([
  ['118000', 118_000],
  ['118.000', 118_000],
  ['118k', 118_000],
  ['1,5tr', 1_500_000],
  ['1.234.567 đ', 1_234_567],
  ['0', 0],
  ['999999999999', 999_999_999_999],
  ['1,5', undefined],
  ['1.23', undefined],
  ['-5', undefined],
  ['1e6', undefined],
  ['9999999999999', undefined],
  ['', undefined],
])('gõ “%s” là %s đồng', (text, expected) => {
  expect(parseMoney(text)).toBe(expected);
});

test.each([
  [1_234_567, '1.234.567\u00a0đ'],
  [999, '999\u00a0đ'],
  [-1000, '−1.000\u00a0đ'],
  [undefined, ''],
])('%s viết là %s', (amount, text) => {
  expect(formatMoney(amount)).toBe(text);
});

test('số thập phân của FHIR giữ đủ chữ số sau dấu phẩy', () => {
  expect(formatNumber(6.8)).toBe('6,8');
  expect(formatNumber(1234.125)).toBe('1.234,125');
});

test('số đồng nào viết ra rồi gõ lại cũng là số ấy', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (amount) => {
      expect(parseMoney(formatMoney(amount))).toBe(amount);
    }),
  );
});
