import { identifierSystems } from '@lienmach/core';
import type { Invoice } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { awaitsBank, mismatch, mismatchText } from './bank-match.ts';

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

describe('phiếu thu chuyển khoản do thu ngân ghi tay', () => {
  const receipt: Invoice = { ...request('balanced'), paymentTerms: 'Chuyển khoản' };

  test('tiền về sau, đúng mã, đúng tiền: khớp; lệch một đồng: không', () => {
    expect(awaitsBank(receipt)).toBe(true);
    expect(mismatch(money, receipt, '0001')).toBeUndefined();
    expect(mismatch({ ...money, dong: 118_239n }, receipt, '0001')).toBe('too-little');
  });

  test('đã có tiền ở ngân hàng, hoặc thu tiền mặt: tiền về lần nữa là thừa', () => {
    const banked = { ...receipt, identifier: [{ system: identifierSystems.bankReference, value: '999999.FT1' }] };
    expect(mismatch(money, banked, '0001')).toBe('already-paid');
    expect(mismatch(money, { ...receipt, paymentTerms: 'Tiền mặt' }, '0001')).toBe('already-paid');
  });
});
