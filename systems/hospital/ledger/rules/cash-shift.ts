/** @source TT 24/2024/TT-BTC, cash count record: counted and booked are compared (from memory) */
import { extensions, identifierSystems, identifierValue, parseXu, type Xu, xu, ZERO } from '@lienmach/core';
import type { PaymentReconciliation } from 'fhir/r4';

/** A cashier's shift that was counted. */
export interface CashShift {
  readonly id: string;
  readonly cashier: string;
  readonly start: string;
  readonly end: string;
  readonly float: Xu;
  /** cash that the shift says it took */
  readonly cash: Xu;
  /** cash that has to be in the drawer, as the shift says */
  readonly expected: Xu;
  readonly counted: Xu;
  readonly difference: Xu;
  /** banknotes × pieces at the end */
  readonly notes: Xu;
}

/** Lines of the shift by their words, as the counter writes them. */
const words = {
  float: 'Tiền đầu ca',
  cash: 'Thu tiền mặt',
  expected: 'Tiền mặt phải có',
  counted: 'Tiền mặt đếm được',
  difference: 'Chênh lệch',
} as const;

function notesOf({ extension }: PaymentReconciliation): Xu {
  const pieces = (extension ?? []).filter(
    ({ url, extension: parts }) =>
      url === extensions.cashCount && parts?.some((part) => part.url === 'phase' && part.valueCode === 'close'),
  );
  const figure = (parts: (typeof pieces)[number]['extension'], name: string): bigint =>
    BigInt(parts?.find(({ url }) => url === name)?.valueInteger ?? 0);
  return xu(
    pieces.reduce((sum, { extension: parts }) => sum + figure(parts, 'denomination') * figure(parts, 'pieces'), 0n) *
      100n,
  );
}

/** @returns undefined for shifts that are open and for what is no shift. @source none: how the counter's own shift is told */
export function cashShift(shift: PaymentReconciliation): CashShift | undefined {
  const { start, end } = shift.period ?? {};
  const isShift = identifierValue(shift, identifierSystems.cashShift) !== undefined;
  if (!isShift || shift.outcome !== 'complete' || start === undefined || end === undefined) return undefined;
  const amount = (name: keyof typeof words): Xu => {
    const found = shift.detail?.find(({ type }) => type.text === words[name])?.amount;
    return found === undefined ? ZERO : parseXu(found.value ?? 0, 'PaymentReconciliation.detail');
  };
  return {
    id: shift.id ?? '',
    cashier: shift.requestor?.reference ?? '',
    start,
    end,
    float: amount('float'),
    cash: amount('cash'),
    expected: amount('expected'),
    counted: amount('counted'),
    difference: amount('difference'),
    notes: notesOf(shift),
  };
}
