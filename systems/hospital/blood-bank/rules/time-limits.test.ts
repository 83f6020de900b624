import { expect, test } from 'vitest';
import { type ComponentCode, components } from '../catalogs/components.ts';
import { crossmatchEnds, isCheckFresh, isExpired, isSampleValid, isTooLong, returnFate } from './time-limits.ts';

const component = (code: ComponentCode) => {
  const found = components.find((one) => one.code === code);
  if (found === undefined) throw new Error(code);
  return found;
};
const at = (text: string): Date => new Date(`2026-03-${text}+07:00`);
const DRAWN = '2026-03-02T07:00:00+07:00';

test('mẫu dùng được đến trước giờ thứ 72, và không trước khi lấy', () => {
  expect(isSampleValid(DRAWN, at('05T06:59:59'))).toBe(true);
  expect(isSampleValid(DRAWN, at('05T07:00:00'))).toBe(false);
  expect(isSampleValid(DRAWN, at('02T06:59:59'))).toBe(false);
  expect(isSampleValid(undefined, at('02T08:00:00'))).toBe(false);
});

test('phản ứng hòa hợp hết cùng mẫu, hoặc cùng đơn vị máu nếu đơn vị hết trước', () => {
  expect(crossmatchEnds(DRAWN, '2026-04-01T23:59:00+07:00')).toEqual(at('05T07:00:00'));
  expect(crossmatchEnds(DRAWN, '2026-03-03T23:59:00+07:00')).toEqual(at('03T23:59:00'));
});

test('đúng giờ hết hạn là đã hết hạn', () => {
  expect(isExpired('2026-03-02T23:59:00+07:00', at('02T23:58:59'))).toBe(false);
  expect(isExpired('2026-03-02T23:59:00+07:00', at('02T23:59:00'))).toBe(true);
});

test('nhãn ghi hạn dài hơn chế phẩm giữ được thì không nhận', () => {
  const long = (code: ComponentCode, expires: string) => isTooLong(component(code), '2026-03-01', expires);
  expect(long('red-cells', '2026-04-12T23:59:00+07:00')).toBe(false);
  expect(long('red-cells', '2026-04-14T23:59:00+07:00')).toBe(true);
  expect(long('platelets', '2026-03-06T23:59:00+07:00')).toBe(false);
  expect(long('platelets', '2026-03-08T23:59:00+07:00')).toBe(true);
});

test.each([
  ['red-cells', '02T08:30:00', true, 'available'],
  ['red-cells', '02T08:30:01', true, 'discarded'],
  ['red-cells', '02T08:05:00', false, 'discarded'],
  ['plasma', '02T08:10:00', true, 'quarantine'],
] as const)('%s phát 8:00 trả lúc %s, nguyên vẹn %s: %s', (code, back, isIntact, fate) => {
  const issuedAt = '2026-03-02T08:00:00+07:00';
  expect(returnFate(component(code), { issuedAt, now: at(back), isIntact })).toBe(fate);
});

test('kiểm tra tại giường quá 30 phút phải làm lại', () => {
  expect(isCheckFresh('2026-03-02T08:00:00+07:00', at('02T08:30:00'))).toBe(true);
  expect(isCheckFresh('2026-03-02T08:00:00+07:00', at('02T08:30:01'))).toBe(false);
});
