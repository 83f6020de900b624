import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalNumber, decimalText, divideHalfUp, parseDecimal } from './decimal.ts';
import {
  amountOf,
  formatDong,
  moneyOf,
  parseQuantity3,
  parseUnitPrice,
  parseXu,
  shareOf,
  toReceiptDong,
  xu,
  xuOfMoney,
  xuText,
} from './money.ts';

const anyUnits = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n });

describe('số thập phân chính xác', () => {
  test.each([
    ['1250.5', 3, 1_250_500n],
    ['0.1', 3, 100n],
    ['-0.001', 3, -1n],
    ['20', 3, 20_000n],
    ['1.2500000', 2, 125n],
    ['1.5e3', 2, 150_000n],
    ['25E-1', 1, 25n],
  ])('%s với %i chữ số thập phân', (text, places, expected) => {
    expect(parseDecimal(text, places)).toBe(expected);
  });

  test('đọc được số JSON thô và số JavaScript', () => {
    expect(parseDecimal({ rawJSON: '123456789012345.125' }, 3)).toBe(123_456_789_012_345_125n);
    expect(parseDecimal(0.1 + 0.2, 17)).toBe(30_000_000_000_000_004n);
  });

  test.each([
    '',
    ' ',
    '1,5',
    '1.',
    '.5',
    '--1',
    'NaN',
    'Infinity',
    '1e999',
    '0x10',
    '１２',
    '1'.repeat(60),
    null,
    {},
    [],
    true,
  ])('từ chối %j', (value) => {
    expect(() => parseDecimal(value, 3)).toThrow(expect.objectContaining({ code: 'core.notADecimal' }));
  });

  test('quá chính xác hoặc quá lớn thì từ chối, không tự làm tròn', () => {
    expect(() => parseXu('0.001')).toThrow(expect.objectContaining({ code: 'core.tooPrecise' }));
    expect(() => parseXu('9'.repeat(28))).toThrow(expect.objectContaining({ code: 'core.numberTooLarge' }));
    expect(() => decimalNumber(10n ** 15n, 2)).toThrow(expect.objectContaining({ code: 'core.numberTooLarge' }));
  });

  test('viết ra rồi đọc lại bằng nhau, kể cả qua số JSON', () => {
    fc.assert(
      fc.property(anyUnits, fc.integer({ min: 0, max: 5 }), (units, places) => {
        expect(parseDecimal(decimalText(units, places), places)).toBe(units);
        expect(parseDecimal(JSON.parse(JSON.stringify(decimalNumber(units, places))), places)).toBe(units);
      }),
    );
  });
});

describe('tiền', () => {
  test.each([
    [5n, 10n, 1n],
    [4n, 10n, 0n],
    [-5n, 10n, -1n],
    [15n, 10n, 2n],
    [25n, 10n, 3n],
  ])('%d/%d làm tròn nửa lên là %d', (n, d, expected) => {
    expect(divideHalfUp(n, d)).toBe(expected);
  });

  test.each([
    ['20', '1250.5', '25010.00'],
    ['0.333', '1000.005', '333.00'],
    ['1', '0.005', '0.01'],
    ['1', '0.004', '0.00'],
  ])('%s × %s đ = %s', (quantity, price, expected) => {
    expect(xuText(amountOf(parseQuantity3(quantity), parseUnitPrice(price)))).toBe(expected);
  });

  test('phần quỹ và phần người bệnh cộng lại đúng bằng tổng', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 14n }), fc.integer({ min: 0, max: 10_000 }), (total, rate) => {
        const insurer = shareOf(xu(total), rate);
        expect(insurer).toBeGreaterThanOrEqual(0n);
        expect(insurer).toBeLessThanOrEqual(total);
        const error = insurer * 10_000n - total * BigInt(rate);
        expect(error < 0n ? -error : error).toBeLessThanOrEqual(5_000n);
      }),
    );
  });

  test('thu tiền mặt tròn đồng, phần chênh có tên', () => {
    expect(toReceiptDong(parseXu('89262.50'))).toEqual({ dong: 89_263n, difference: 50n });
    fc.assert(
      fc.property(anyUnits, (amount) => {
        const { dong, difference } = toReceiptDong(xu(amount));
        expect(dong * 100n).toBe(amount + difference);
        expect(difference >= -50n && difference <= 50n).toBe(true);
      }),
    );
  });

  test.each([
    ['1250500', '1.250.500 đ'],
    ['999', '999 đ'],
    ['1250.5', '1.250,50 đ'],
    ['-1000000', '-1.000.000 đ'],
    ['0', '0 đ'],
  ])('%s viết là %s', (text, expected) => {
    expect(formatDong(parseXu(text))).toBe(expected);
  });

  test('tiền của FHIR phải là VND', () => {
    expect(xuOfMoney(moneyOf(parseXu('12.34')))).toBe(1234n);
    expect(() => xuOfMoney({ value: 1, currency: 'USD' })).toThrow(expect.objectContaining({ code: 'core.notDong' }));
  });
});
