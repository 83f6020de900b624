import { extensions, identifierSystems } from '@lienmach/core';
import fc from 'fast-check';
import type { Invoice, PaymentNotice } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { emptyDay, permille, withNotice, withPaper } from './bank-day.ts';
import { bankNoticeOf, type MoneyState, statementRow } from './bank-money.ts';

const paper = (value: number, paymentTerms: string, isBanked = false): Invoice => ({
  resourceType: 'Invoice',
  status: 'balanced',
  totalGross: { value, currency: 'VND' },
  paymentTerms,
  ...(isBanked ? { identifier: [{ system: identifierSystems.bankReference, value: '999999.F' }] } : {}),
});
const money = (dong: number, state: MoneyState): PaymentNotice =>
  bankNoticeOf(
    { identifier: [], key: 'k', dong: BigInt(dong), account: '1', memo: '', label: 'F', day: '2026-03-02' },
    { recipient: { reference: 'Organization/1' }, created: '2026-03-02T08:00:00+07:00' },
    state,
  );

describe('một ngày đối soát', () => {
  test('tỷ lệ không tiền mặt: theo lượt và theo giá trị; hoàn tiền không tính là thu', () => {
    const papers = [paper(100, 'Tiền mặt'), paper(300, 'Thẻ'), paper(500, 'Ví điện tử'), paper(-50, 'Tiền mặt')];
    const day = papers.reduce(withPaper, emptyDay());
    expect(day).toMatchObject({ taken: { count: 3, dong: 900n }, cashless: { count: 2, dong: 800n } });
    expect(day.methods.cash).toEqual({ count: 1, dong: 100n, back: 50n });
    expect(permille(2n, 3n)).toBe(667);
    expect(permille(800n, 900n)).toBe(889);
    expect(permille(0n, 0n)).toBe(0);
    expect(withPaper(day, paper(9, 'séc'))).toBe(day);
  });

  test('đã giải thích: tiền trả lại tính đủ, lệch sao kê tính phần lệch, phiếu chưa thấy tiền mang dấu trừ', () => {
    const returned = money(77_000, 'settled');
    const corrected: PaymentNotice = {
      ...money(500, 'settled'),
      request: { reference: 'Invoice/1' },
      extension: [statementRow({ file: { reference: 'Basic/1' }, row: 2, dong: 400n })],
    };
    const lost: Invoice = {
      ...paper(50_600, 'Chuyển khoản'),
      extension: [{ url: extensions.unbanked, extension: [{ url: 'reason', valueString: 'Vào ngân hàng khác' }] }],
    };
    const day = withPaper([returned, corrected].reduce(withNotice, emptyDay()), lost);
    expect(day.explained).toEqual({ count: 3, dong: 77_000n - 100n - 50_600n });
    expect(day.unbanked.count).toBe(0);
  });

  test('tính chất: chênh lệch luôn bằng phần đã khớp khác ngày, tiền chờ, tiền đã giải thích, trừ phiếu chưa thấy tiền', () => {
    const amount = fc.integer({ min: 1, max: 5_000_000 });
    const state = fc.constantFrom<MoneyState[]>('matched', 'waiting', 'differs', 'settled');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(amount, state), { maxLength: 40 }),
        fc.array(fc.tuple(amount, fc.boolean()), { maxLength: 40 }),
        (notices, receipts) => {
          const half = notices.map(([dong, at]) => money(dong, at)).reduce(withNotice, emptyDay());
          const day = receipts.map(([dong, is]) => paper(dong, 'Chuyển khoản', is)).reduce(withPaper, half);
          const sum = (rows: readonly (readonly [number, unknown])[], is: (mark: unknown) => boolean) =>
            rows.reduce((total, [dong, mark]) => (is(mark) ? total + BigInt(dong) : total), 0n);
          expect(day.difference).toBe(day.bank.dong - day.booked.dong);
          const matched = sum(notices, (mark) => mark === 'matched');
          const paid = sum(receipts, (mark) => mark === true);
          const open = day.waiting.dong + day.differing.dong + day.explained.dong - day.unbanked.dong;
          expect(day.otherDay).toBe(matched - paid);
          expect(day.difference).toBe(day.otherDay + open);
        },
      ),
      { numRuns: 60 },
    );
  });
});
