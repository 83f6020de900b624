import { parseQuantity3, parseUnitPrice, parseXu, xuText } from '@lienmach/core';
import { describe, expect, test } from 'vitest';
import { countedPrice, rowAmount } from './row-amounts.ts';

describe('thành tiền làm tròn một lần, nửa xu làm tròn lên', () => {
  test.each([
    ['3', '333.335', 10_000, 10_000, '1000.01'],
    ['3', '333.335', 10_000, 5000, '500.00'],
    ['1', '1.005', 10_000, 10_000, '1.01'],
    ['0.5', '1250.25', 10_000, 10_000, '625.13'],
    ['7', '14285.714', 10_000, 3000, '30000.00'],
    ['1', '50655', 3000, 10_000, '15196.50'],
    ['1', '300000', 3300, 10_000, '99000.00'],
    ['0', '5', 10_000, 10_000, '0.00'],
  ])('%s × %s, tỷ lệ %d và %d', (quantity, price, service, pay, expected) => {
    expect(xuText(rowAmount(parseQuantity3(quantity), parseUnitPrice(price), service, pay))).toBe(expected);
  });
});

test('giá quỹ tính: giá BHYT, không quá trần vật tư, không quá giá bệnh viện', () => {
  const hospitalPrice = parseUnitPrice('5200000');
  expect(countedPrice({ hospitalPrice })).toBe(hospitalPrice);
  expect(countedPrice({ hospitalPrice, ceiling: parseXu('4500000') })).toBe(parseUnitPrice('4500000'));
  expect(countedPrice({ hospitalPrice, ceiling: parseXu('5200000.01') })).toBe(hospitalPrice);
  expect(countedPrice({ hospitalPrice, insurancePrice: parseUnitPrice('1'), ceiling: parseXu('9') })).toBe(
    parseUnitPrice('9'),
  );
  expect(countedPrice({ hospitalPrice, insurancePrice: parseUnitPrice('6000000') })).toBe(hospitalPrice);
  expect(countedPrice({ hospitalPrice, insurancePrice: parseUnitPrice('3000000.005') })).toBe(
    parseUnitPrice('3000000.005'),
  );
});
