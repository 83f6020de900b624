import type { Invoice } from 'fhir/r4';
import { expect, test } from 'vitest';
import { mismatch, mismatchText } from './bank-match.ts';

const request = (status: Invoice['status']): Invoice => ({
  resourceType: 'Invoice',
  status,
  totalGross: { value: 118_240, currency: 'VND' },
});
const money = { dong: 118_240n, account: '0001', reference: 'LM260302ABCDEK' };

test.each([
  ['đúng mã, đúng tiền', money, 'issued', undefined],
  ['thiếu một đồng', { ...money, dong: 118_239n }, 'issued', 'too-little'],
  ['thừa một đồng', { ...money, dong: 118_241n }, 'issued', 'too-much'],
  ['khoản đã thu', money, 'balanced', 'already-paid'],
  ['mã đã thay', money, 'cancelled', 'withdrawn'],
  ['không có yêu cầu nào', money, undefined, 'unknown-reference'],
  ['không thấy mã', { ...money, reference: undefined }, undefined, 'no-reference'],
  ['vào tài khoản khác', { ...money, account: '0002' }, 'issued', 'other-account'],
] as const)('tiền chuyển khoản: %s', (_, arrived, status, expected) => {
  const asked = status === undefined ? undefined : request(status);
  expect(mismatch(arrived, asked, '0001')).toBe(expected);
  if (expected !== undefined) expect(mismatchText(expected, arrived, asked)).toMatch(/\.$/);
});
