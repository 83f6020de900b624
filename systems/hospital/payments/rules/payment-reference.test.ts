import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  findPaymentReference,
  isPaymentReference,
  makePaymentReference,
  makeReceiptNumber,
} from './payment-reference.ts';

const references = fc
  .uint8Array({ minLength: 5, maxLength: 5 })
  .map((bytes) => makePaymentReference('2026-11-21', bytes));

test('mã thanh toán có 14 ký tự, tự kiểm tra được', () => {
  fc.assert(
    fc.property(references, (reference) => {
      expect(reference).toMatch(/^LM261121[0-9A-Z]{6}$/);
      expect(isPaymentReference(reference)).toBe(true);
    }),
  );
});

test('sai một ký tự bất kỳ thì bị phát hiện', () => {
  const position = fc.integer({ min: 2, max: 13 });
  fc.assert(
    fc.property(references, position, fc.constantFrom(...'0123456789ABCXYZ'), (reference, at, other) => {
      fc.pre(reference[at] !== other);
      expect(isPaymentReference(reference.slice(0, at) + other + reference.slice(at + 1))).toBe(false);
    }),
  );
});

test('tìm được trong nội dung ngân hàng đã bị thêm chữ, viết thường, chen dấu cách', () => {
  const reference = makePaymentReference('2026-11-21', new Uint8Array([1, 20, 35, 4, 99]));
  const spaced = [...reference.toLowerCase()].join(' ');
  for (const memo of [
    reference,
    `IBFT ${spaced} chuyen tien`,
    `MBVCB.123.LM261121.${reference.slice(2)}`.replace('LM261121.', 'LM'),
    `LM999999ZZZ ${reference}. FT26325`,
  ]) {
    expect(findPaymentReference(memo)).toBe(reference);
  }
});

test('không có mã, mã sai ký tự kiểm tra, nội dung rất dài: không nhận', () => {
  const reference = makePaymentReference('2026-11-21', new Uint8Array(5));
  const wrong = reference.slice(0, -1) + (reference.endsWith('0') ? '1' : '0');
  for (const memo of ['', 'chuyen tien vien phi', wrong, 'LM'.repeat(100_000), `${' '.repeat(5000)}${reference}`]) {
    expect(findPaymentReference(memo)).toBeUndefined();
  }
  fc.assert(fc.property(fc.string(), (memo) => findPaymentReference(memo) === undefined));
});

test('số phiếu thu khác mã thanh toán, cùng cách kiểm tra', () => {
  expect(makeReceiptNumber('2026-11-21', new Uint8Array([0, 1, 2, 3, 4]))).toMatch(/^PT26112101234[0-9A-Z]$/);
});
