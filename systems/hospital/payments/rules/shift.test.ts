import { codeSystems } from '@lienmach/core';
import fc from 'fast-check';
import type { Invoice } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { byUrgencyToPay, cashierState, ticketOf } from './cashier-line.ts';
import { readKey, readReason, wholeDong } from './money-input.ts';
import { kindOf } from './money-turn.ts';
import { closedShift, countedDong, floatOf, newShift, shiftTotals } from './shift.ts';

const refused = (code: string) => expect.objectContaining({ code: `payments.${code}` });
const paper = (value: number, paymentTerms = 'Tiền mặt'): Invoice => ({
  resourceType: 'Invoice',
  status: 'balanced',
  totalGross: { value, currency: 'VND' },
  paymentTerms,
});

describe('đếm tiền', () => {
  test('cộng đúng từng mệnh giá', () => {
    expect(countedDong([])).toBe(0n);
    expect(
      countedDong([
        { denomination: 500_000, pieces: 3 },
        { denomination: 1_000, pieces: 7 },
        { denomination: 200, pieces: 0 },
      ]),
    ).toBe(1_507_000n);
  });
  test.each([
    ['mệnh giá không có', [{ denomination: 3000, pieces: 1 }]],
    ['số tờ âm', [{ denomination: 1000, pieces: -1 }]],
    ['số tờ lẻ', [{ denomination: 1000, pieces: 1.5 }]],
    ['số tờ quá lớn', [{ denomination: 1000, pieces: 100_001 }]],
    [
      'mệnh giá lặp',
      [
        { denomination: 1000, pieces: 1 },
        { denomination: 1000, pieces: 2 },
      ],
    ],
  ])('%s thì từ chối', (_, count) => {
    expect(() => countedDong(count)).toThrow(refused('badDenomination'));
  });
});

describe('ca thu', () => {
  const cashier = { reference: 'Practitioner/a', display: 'Thu ngân A' };
  const open = newShift({ cashier, count: [{ denomination: 100_000, pieces: 5 }], at: '2026-03-02T00:30:00.000Z' });

  test('tiền mặt phải có = đầu ca + thu − hoàn; chuyển khoản không nằm trong két', () => {
    const papers = [
      paper(71_000),
      paper(500_000, 'Chuyển khoản'),
      paper(-20_000),
      paper(-30_000, 'Chuyển khoản'),
      paper(90_000, 'Thẻ'),
      paper(40_000, 'Ví điện tử'),
    ];
    expect(shiftTotals(floatOf(open), papers)).toEqual({
      float: 500_000n,
      cash: 71_000n,
      transfer: 500_000n,
      card: 90_000n,
      wallet: 40_000n,
      refunded: 50_000n,
      expectedCash: 551_000n,
      receipts: 4,
    });
  });

  test('tổng không phụ thuộc thứ tự phiếu, không mất đồng nào', () => {
    const amounts = fc.array(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }));
    fc.assert(
      fc.property(amounts, (values) => {
        const { expectedCash } = shiftTotals(
          0n,
          values.map((value) => paper(value)),
        );
        expect(expectedCash).toBe(values.reduce((sum, value) => sum + BigInt(value), 0n));
      }),
    );
  });

  test('lệch tiền phải có lời; đúng tiền thì không cần', () => {
    const totals = shiftTotals(500_000n, []);
    const at = '2026-03-02T05:00:00.000Z';
    const right = closedShift(open, { count: [{ denomination: 500_000, pieces: 1 }], totals, at });
    expect(right).toMatchObject({ outcome: 'complete', period: { end: at }, paymentAmount: { value: 500_000 } });
    expect(right.identifier?.[0]?.value).toBe('a.2026-03-02T00:30:00.000Z');
    expect(right.extension).toHaveLength(2);
    const short = { count: [{ denomination: 200_000, pieces: 2 }], totals, at };
    expect(() => closedShift(open, short)).toThrow(refused('differenceUnexplained'));
    expect(() => closedShift(open, { ...short, note: 'ừ' })).toThrow(refused('differenceUnexplained'));
    const explained = closedShift(open, { ...short, note: 'Trả nhầm tiền thừa cho người bệnh' });
    expect(explained.detail?.at(-1)).toMatchObject({ type: { text: 'Chênh lệch' }, amount: { value: -100_000 } });
    expect(explained.processNote).toEqual([{ type: 'print', text: 'Trả nhầm tiền thừa cho người bệnh' }]);
  });
});

describe('đầu vào ở quầy', () => {
  test.each([0, -1, 0.5])('số tiền %s không nhận', (value) => {
    expect(() => wholeDong({ value, currency: 'VND' })).toThrow(refused('badAmount'));
  });
  test('lý do quá ngắn, khóa trống hoặc quá dài không nhận', () => {
    expect(() => readReason('  sai ')).toThrow(refused('reasonNeeded'));
    expect(readReason(' Thu nhầm người ')).toBe('Thu nhầm người');
    expect(() => readKey(' ')).toThrow(refused('keyNeeded'));
    expect(() => readKey('k'.repeat(101))).toThrow(refused('keyNeeded'));
  });
  test('loại phiếu: không ghi gì là phiếu thu', () => {
    const coded = (code: string) => ({
      ...paper(1),
      type: { coding: [{ system: codeSystems.invoiceKind, code }] },
    });
    expect([paper(1), coded('deposit'), coded('refund'), coded('lạ')].map(kindOf)).toEqual([
      'receipt',
      'deposit',
      'refund',
      'receipt',
    ]);
  });
});

test('danh sách chờ thu: phải thu trước, người đã khám xong trước, cũ trước', () => {
  expect([1n, -1n, 0n].map(cashierState)).toEqual(['due', 'refund', 'settled']);
  const line = (state: 'due' | 'refund' | 'settled' | 'unclear', finished: boolean, since: string) => ({
    state,
    finished,
    since,
  });
  const order = [
    line('due', true, '2026-03-02T08:00:00+07:00'),
    line('due', false, '2026-03-02T07:00:00+07:00'),
    line('due', false, '2026-03-02T00:30:00Z'),
    line('refund', true, '2026-03-02T07:00:00+07:00'),
    line('unclear', true, '2026-03-02T07:00:00+07:00'),
    line('settled', true, '2026-03-02T06:00:00+07:00'),
  ];
  expect(order.toReversed().toSorted(byUrgencyToPay)).toEqual(order);
  expect(ticketOf({ resourceType: 'Encounter', status: 'arrived', class: {} })).toBeUndefined();
});
