import { codeSystems, extensions, identifierSystems } from '@lienmach/core';
import type { Invoice } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { HELD, markInvoiced, PENDING } from './counter-paper.ts';
import { personalLines } from './invoice-lines.ts';
import { type DayPapers, sortDay } from './sort-day.ts';

const paper = (
  id: string,
  kind: 'receipt' | 'deposit' | 'refund',
  turn: string,
  dong: number,
  of?: string,
): Invoice => ({
  resourceType: 'Invoice',
  id,
  status: 'balanced',
  ...(kind === 'receipt' ? {} : { type: { coding: [{ system: codeSystems.invoiceKind, code: kind }] } }),
  ...(of === undefined ? {} : { extension: [{ url: extensions.refundOf, valueReference: { reference: of } }] }),
  identifier: [
    { system: identifierSystems.receiptNumber, value: id.toUpperCase() },
    { system: identifierSystems.paymentKey, value: turn },
  ],
  totalGross: { value: dong, currency: 'VND' },
});

const sorted = (given: Partial<DayPapers>) => {
  const day = {
    papers: [],
    held: [],
    refunded: new Map(),
    settled: new Set<string>(),
    invoicesDeposits: false,
    ...given,
  };
  const { cover, hold, correct } = sortDay(day);
  const ids = (list: readonly Invoice[]) => list.map(({ id }) => id);
  return { cover: ids(cover), hold: ids(hold), correct: ids(correct) };
};

describe('phiếu trong ngày đi đâu', () => {
  test('phiếu thu vào hóa đơn tổng; đã có hóa đơn thì không vào lần hai', () => {
    const covered = markInvoiced(paper('b', 'receipt', 'v2.1', 5), 'cn.v2.k');
    expect(sorted({ papers: [paper('a', 'receipt', 'v1.1', 5), covered] })).toEqual({
      cover: ['a'],
      hold: [],
      correct: [],
    });
  });

  test('tạm ứng của lượt đang chạy chỉ là phiếu; có phiếu thu sau đó thì vào cùng; lượt xong thì vào', () => {
    const deposit = paper('tu', 'deposit', 'v1.1', 5);
    expect(sorted({ papers: [deposit] })).toEqual({ cover: [], hold: ['tu'], correct: [] });
    expect(sorted({ papers: [paper('pt', 'receipt', 'v1.2', 5)], held: [markInvoiced(deposit, HELD)] }).cover).toEqual([
      'pt',
      'tu',
    ]);
    // thu trước khi tạm ứng: chưa quyết toán khoản tạm ứng ấy
    expect(sorted({ papers: [paper('pt', 'receipt', 'v1.0', 5), deposit] })).toMatchObject({
      cover: ['pt'],
      hold: ['tu'],
    });
    expect(sorted({ held: [markInvoiced(deposit, HELD)], settled: new Set(['v1']) }).cover).toEqual(['tu']);
    expect(sorted({ held: [markInvoiced(deposit, HELD)] })).toEqual({ cover: [], hold: [], correct: [] });
  });

  test('cơ sở lập hóa đơn khi nhận tạm ứng: tạm ứng như phiếu thu', () => {
    expect(sorted({ papers: [paper('tu', 'deposit', 'v1.1', 5)], invoicesDeposits: true }).cover).toEqual(['tu']);
  });

  test('hoàn tiền: cùng ngày thì vào cùng; đã có hóa đơn thì chờ điều chỉnh; ngày trước chưa khóa thì để lại', () => {
    const paid = paper('pt', 'receipt', 'v1.1', 9);
    const back = paper('ht', 'refund', 'v1.2', -4, 'Invoice/pt');
    const refunded = new Map([['Invoice/pt', paid]]);
    expect(sorted({ papers: [paid, back], refunded }).cover).toEqual(['pt', 'ht']);
    expect(sorted({ papers: [back], refunded })).toEqual({ cover: [], hold: [], correct: [] });
    const invoiced = new Map([['Invoice/pt', markInvoiced(paid, 'th.2026-03-01.1')]]);
    expect(sorted({ papers: [back], refunded: invoiced }).correct).toEqual(['ht']);
    expect(sorted({ papers: [markInvoiced(back, PENDING)], refunded: invoiced }).correct).toEqual([]);
  });
});

describe('dòng trên hóa đơn cá nhân cộng đúng bằng các phiếu', () => {
  const line = (text: string, value: number) => ({
    chargeItemCodeableConcept: { text },
    priceComponent: [{ type: 'base' as const, amount: { value, currency: 'VND' } }],
  });

  test('phiếu thu cuối kể đủ dịch vụ thì theo phiếu; không đủ thì một dòng kèm bảng kê', () => {
    const deposit = paper('tu', 'deposit', 'v1.1', 200);
    const receipt = {
      ...paper('pt', 'receipt', 'v1.2', 300),
      lineItem: [line('Công khám', 400), line('Xét nghiệm', 100), line('Đã thu trước', -200)],
    };
    expect(personalLines([deposit, receipt], 'bảng kê')).toEqual([
      { name: 'Công khám', amount: 40_000n },
      { name: 'Xét nghiệm', amount: 10_000n },
    ]);
    expect(personalLines([receipt], 'bảng kê')).toEqual([
      { name: 'Dịch vụ khám bệnh, chữa bệnh (kèm theo bảng kê)', amount: 30_000n },
    ]);
    expect(personalLines([deposit], 'bảng kê')).toMatchObject([{ amount: 20_000n }]);
  });
});
