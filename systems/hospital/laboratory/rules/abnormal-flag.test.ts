import { expect, test } from 'vitest';
import { findIndicator, labIndicators } from '../catalogs/lab-indicators.ts';
import { labTests, tubeOf } from '../catalogs/lab-tests.ts';
import { abnormalFlag } from './abnormal-flag.ts';
import { criticalValue } from './critical-value.ts';
import { referenceInterval } from './reference-interval.ts';

const indicator = (code: string) => {
  const found = findIndicator(code);
  if (found === undefined) throw new Error(code);
  return found;
};
const hgb = indicator('HGB');
const potassium = indicator('K');
const mmol = (value: number, comparator?: '<' | '<=' | '>=' | '>') => ({
  value,
  code: 'mmol/L',
  ...(comparator === undefined ? {} : { comparator }),
});

test.each([
  ['nam 18 tuổi', { sex: 'male', age: 18 }, 130],
  ['nữ 60 tuổi', { sex: 'female', age: 60 }, 120],
  ['nữ 17 tuổi: bảng chưa có khoảng cho trẻ em', { sex: 'female', age: 17 }, undefined],
  ['không rõ giới', { age: 40 }, undefined],
  ['không rõ tuổi', { sex: 'male' }, undefined],
] as const)('khoảng tham chiếu huyết sắc tố: %s', (_, person, low) => {
  expect(referenceInterval(hgb, person)?.low).toBe(low);
});

test.each([
  [mmol(3.4), 'L'],
  [mmol(3.5), 'N'],
  [mmol(5.1), 'N'],
  [mmol(5.2), 'H'],
  [mmol(3.5, '<'), 'L'],
  [mmol(3.6, '<'), undefined],
  [mmol(3.5, '<='), undefined],
  [mmol(3.4, '<='), 'L'],
  [mmol(5.1, '>'), 'H'],
  [mmol(5.1, '>='), undefined],
  [mmol(5.2, '>='), 'H'],
  [{ code: 'mmol/L' }, undefined],
])('cờ bất thường của kali %j là %s', (result, flag) => {
  expect(abnormalFlag(result, referenceInterval(potassium, { age: 40 }), potassium)).toBe(flag);
});

test('không có khoảng tham chiếu thì không gắn cờ', () => {
  expect(abnormalFlag(mmol(9), undefined, potassium)).toBeUndefined();
});

test.each([
  [mmol(2.79), 'low'],
  [mmol(2.8), undefined],
  [mmol(2.8, '<'), 'low'],
  [mmol(6.2), undefined],
  [mmol(6.2, '>'), 'high'],
  [mmol(6.21), 'high'],
  [mmol(2, '>'), undefined],
  [mmol(9, '<'), undefined],
  [{ code: 'mmol/L' }, undefined],
])('giá trị báo động của kali %j là %s', (result, direction) => {
  expect(criticalValue(result, potassium)).toBe(direction);
});

test('chỉ số không có ngưỡng báo động thì không bao giờ báo động', () => {
  expect(criticalValue({ value: 1e6, code: '%' }, indicator('RDW'))).toBeUndefined();
});

test('khác đơn vị thì từ chối, không tự quy đổi', () => {
  const mgdl = { value: 5, code: 'mg/dL' };
  expect(() => abnormalFlag(mgdl, undefined, potassium)).toThrow(/mg\/dL ≠ mmol\/L/);
  expect(() => criticalValue(mgdl, potassium)).toThrow(/mg\/dL ≠ mmol\/L/);
});

/** LOINC check digit, Luhn modulus 10. */
const checkDigit = (digits: string): number => {
  const doubled = [...digits].reverse().map((digit, index) => (index % 2 === 0 ? 2 * Number(digit) : Number(digit)));
  return (10 - (doubled.reduce((sum, value) => sum + Math.floor(value / 10) + (value % 10), 0) % 10)) % 10;
};

test('danh mục nhất quán: mã không trùng, LOINC đúng số kiểm tra và có tên, ngưỡng báo động nằm ngoài khoảng tham chiếu', () => {
  expect(new Set(labIndicators.map(({ code }) => code)).size).toBe(labIndicators.length);
  expect(new Set(labIndicators.map(({ loinc }) => loinc)).size).toBe(labIndicators.length);
  for (const { code, loinc, loincName, ranges, critical } of labIndicators) {
    const [digits = '', check] = loinc.split('-');
    expect(checkDigit(digits), code).toBe(Number(check));
    expect(loincName).not.toBe('');
    for (const { low = -Infinity, high = Infinity } of ranges) {
      expect(low, code).toBeLessThan(high);
      expect(critical?.low ?? -Infinity, code).toBeLessThanOrEqual(low);
      if (high !== Infinity) expect(critical?.high ?? Infinity, code).toBeGreaterThanOrEqual(high);
    }
  }
});

test('mỗi xét nghiệm có ống và các chỉ số của nó có trong danh mục', () => {
  for (const one of labTests) {
    expect(tubeOf(one), one.code).toBeDefined();
    for (const code of one.indicators) expect(findIndicator(code), code).toBeDefined();
  }
});
