import { extensions, formatDong, identifierSystems, moneyOf, xu } from '@lienmach/core';
import type { Extension, Invoice, PaymentReconciliation, Reference } from 'fhir/r4';
import { errors } from '../errors.ts';
import { dongOf } from './bill.ts';
import { type Method, methodOfPaper } from './payment-method.ts';

/** Banknotes in circulation, in đồng. */
const banknotes: ReadonlySet<number> = new Set([
  500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100,
]);
const MOST_PIECES = 100_000;

export interface CashCount {
  readonly denomination: number;
  readonly pieces: number;
}

/**
 * What a count of banknotes is worth.
 *
 * @returns whole đồng
 * @throws payments.badDenomination for a note that does not exist, a broken number of pieces, a note counted twice
 * @source Ngân hàng Nhà nước Việt Nam, notes in circulation 100 đ to 500.000 đ (from memory)
 */
export function countedDong(count: readonly CashCount[]): bigint {
  const seen = new Set<number>();
  return count.reduce((sum, { denomination, pieces }) => {
    const isGood = banknotes.has(denomination) && Number.isInteger(pieces) && pieces >= 0 && pieces <= MOST_PIECES;
    if (!isGood || seen.has(denomination)) throw errors.badDenomination({ at: 'count', denomination });
    seen.add(denomination);
    return sum + BigInt(denomination) * BigInt(pieces);
  }, 0n);
}

/** Money of a shift in whole đồng; `refunded` is what went back in every way together, above zero. */
export interface ShiftTotals extends Readonly<Record<Method, bigint>> {
  readonly float: bigint;
  readonly refunded: bigint;
  /** float + cash − cash given back */
  readonly expectedCash: bigint;
  readonly receipts: number;
}

/**
 * What went through one cashier's hands since the shift began.
 *
 * @param papers  balanced invoices of this cashier since then
 * @source TT 107/2017/TT-BTC and TT 24/2024/TT-BTC, cash ledger: counted and booked are compared (from memory)
 */
export function shiftTotals(float: bigint, papers: readonly Invoice[]): ShiftTotals {
  const sum = (fits: (paper: Invoice, dong: bigint) => boolean): bigint =>
    papers.reduce((total, paper) => (fits(paper, dongOf(paper)) ? total + dongOf(paper) : total), 0n);
  const taken = (method: Method): bigint => sum((paper, dong) => methodOfPaper(paper) === method && dong > 0n);
  const cash = taken('cash');
  return {
    float,
    cash,
    transfer: taken('transfer'),
    card: taken('card'),
    wallet: taken('wallet'),
    refunded: -sum((_, dong) => dong < 0n),
    expectedCash: float + cash + sum((paper, dong) => methodOfPaper(paper) === 'cash' && dong < 0n),
    receipts: papers.filter((paper) => dongOf(paper) > 0n).length,
  };
}

/** The count beside what stands there; R4 knows no empty lists. */
function counted(before: readonly Extension[], phase: 'open' | 'close', count: readonly CashCount[]) {
  const extension: Extension[] = [...before, ...count.map(countExtension(phase))];
  return extension.length === 0 ? {} : { extension };
}

const countExtension =
  (phase: 'open' | 'close') =>
  ({ denomination, pieces }: CashCount): Extension => ({
    url: extensions.cashCount,
    extension: [
      { url: 'phase', valueCode: phase },
      { url: 'denomination', valueInteger: denomination },
      { url: 'pieces', valueInteger: pieces },
    ],
  });

/** While a shift is open its identifier names only the cashier: nobody has two. */
export const openShiftKey = (cashier: string) => ({
  system: identifierSystems.cashShift,
  value: `${cashier.split('/')[1] ?? cashier}.mo`,
});

const money = (dong: bigint) => moneyOf(xu(dong * 100n));
const line = (text: string, dong: bigint) => ({ type: { text }, amount: money(dong) });

export interface NewShift {
  readonly cashier: Reference & { readonly reference: string };
  readonly count: readonly CashCount[];
  /** FHIR dateTime */
  readonly at: string;
  readonly counter?: string;
}

/** @throws payments.badDenomination @source none: how our own resource carries a shift */
export function newShift({ cashier, count, at, counter }: NewShift): PaymentReconciliation {
  const float = countedDong(count);
  return {
    resourceType: 'PaymentReconciliation',
    status: 'active',
    identifier: [openShiftKey(cashier.reference)],
    ...counted([], 'open', count),
    period: { start: at },
    created: at,
    requestor: cashier,
    outcome: 'queued',
    ...(counter === undefined ? {} : { disposition: counter }),
    paymentDate: at.slice(0, 10),
    paymentAmount: money(float),
    detail: [line('Tiền đầu ca', float)],
  };
}

/** Whole đồng the shift began with. @source none: how our own resource carries a shift */
export const floatOf = (shift: PaymentReconciliation): bigint =>
  BigInt(shift.detail?.find(({ type }) => type.text === 'Tiền đầu ca')?.amount?.value ?? 0);

export interface ShiftEnd {
  readonly count: readonly CashCount[];
  readonly totals: ShiftTotals;
  readonly at: string;
  readonly note?: string;
}

/**
 * The shift with its count. A difference is never corrected away: it is written down, and somebody says why.
 *
 * @throws payments.differenceUnexplained, payments.badDenomination
 * @source TT 24/2024/TT-BTC, cash count record (biên bản kiểm kê quỹ) (from memory)
 */
export function closedShift(
  shift: PaymentReconciliation,
  { count, totals, at, note }: ShiftEnd,
): PaymentReconciliation {
  const inDrawer = countedDong(count);
  const difference = inDrawer - totals.expectedCash;
  const said = note?.trim() ?? '';
  if (difference !== 0n && said.length < 5) {
    throw errors.differenceUnexplained({ at: 'note', difference: formatDong(xu(difference * 100n)) });
  }
  const cashier = openShiftKey(shift.requestor?.reference ?? '').value.slice(0, -'.mo'.length);
  return {
    ...shift,
    identifier: [{ system: identifierSystems.cashShift, value: `${cashier}.${shift.period?.start}` }],
    ...counted(shift.extension ?? [], 'close', count),
    period: { ...shift.period, end: at },
    outcome: 'complete',
    paymentAmount: money(inDrawer),
    detail: [
      line('Tiền đầu ca', totals.float),
      line('Thu tiền mặt', totals.cash),
      line('Thu chuyển khoản', totals.transfer),
      line('Thu thẻ', totals.card),
      line('Thu ví điện tử', totals.wallet),
      line('Hoàn tiền', totals.refunded),
      line('Tiền mặt phải có', totals.expectedCash),
      line('Tiền mặt đếm được', inDrawer),
      line('Chênh lệch', difference),
    ],
    ...(said === '' ? {} : { processNote: [{ type: 'print', text: said }] }),
  };
}
