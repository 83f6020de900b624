import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimDoseText, dispensedQuantity, doseText, gridText, parseDose } from './dose-grid.ts';

const grid = (morning: bigint, noon = 0n, afternoon = 0n, evening = 0n) => ({ morning, noon, afternoon, evening });

describe('liều dùng', () => {
  test.each([
    [undefined, 0n],
    ['', 0n],
    ['-', 0n],
    ['0', 0n],
    ['1', 1000n],
    [' 2 ', 2000n],
    ['0,5', 500n],
    ['0.25', 250n],
    ['1/2', 500n],
    ['3/4', 750n],
    ['1/8', 125n],
    ['1000', 1_000_000n],
  ])('đọc được «%s»', (text, dose) => {
    expect(parseDose(text, 'x', 'Thuốc')).toBe(dose);
  });

  test.each(['-1', '1000.001', '0,0005', '1/3', '1/0', 'một', '1 viên', '1e9', '١', '9'.repeat(500)])(
    'từ chối «%s»',
    (text) => {
      expect(() => parseDose(text, 'x', 'Thuốc')).toThrow(expect.objectContaining({ code: 'prescribing.badDose' }));
    },
  );

  test('chữ bất kỳ: hoặc đọc được trong khoảng cho phép, hoặc bị từ chối đúng lời', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          const dose = parseDose(text, 'x', 'Thuốc');
          return dose >= 0n && dose <= 1_000_000n;
        } catch (thrown) {
          return (thrown as { code?: string }).code === 'prescribing.badDose';
        }
      }),
    );
  });

  test('ghi ra rồi đọc lại đúng liều', () => {
    fc.assert(fc.property(fc.bigInt(1n, 1_000_000n), (dose) => parseDose(doseText(dose), 'x', 'T') === dose));
  });
});

describe('số lượng = liều mỗi ngày × số ngày', () => {
  test.each([
    [grid(1000n), 28, 28_000n],
    [grid(1000n, 0n, 1000n), 5, 10_000n],
    [grid(500n), 5, 3000n],
    [grid(250n, 250n, 250n), 1, 1000n],
    [grid(333n), 3, 1000n],
  ])('%o trong %d ngày', (doses, days, quantity) => {
    expect(dispensedQuantity(doses, days)).toBe(quantity);
  });

  test('luôn nguyên, không bao giờ thiếu, thừa chưa tới một đơn vị', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 9000n), fc.integer({ min: 1, max: 90 }), (dose, days) => {
        const quantity = dispensedQuantity(grid(dose), days);
        const exact = dose * BigInt(days);
        return quantity % 1000n === 0n && quantity >= exact && quantity - exact < 1000n;
      }),
    );
  });
});

test('câu cho người bệnh và câu cho hồ sơ thanh toán', () => {
  const equal = grid(1000n, 0n, 1000n);
  expect(gridText(equal, 'Viên')).toBe('Sáng 1 viên, chiều 1 viên');
  expect(claimDoseText(equal, 'Viên', 28, dispensedQuantity(equal, 28))).toBe('1 viên/lần * 2 lần/ngày * 28 ngày [56]');
  const uneven = grid(1000n, 0n, 0n, 500n);
  expect(gridText(uneven, 'Viên')).toBe('Sáng 1 viên, tối 1/2 viên');
  expect(claimDoseText(uneven, 'Viên', 5, dispensedQuantity(uneven, 5))).toBe(
    '1.5 viên/ngày (sáng 1 viên, tối 1/2 viên) * 5 ngày [8]',
  );
});
