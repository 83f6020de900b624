import { daysBetween, formatVnDate } from '@lienmach/core';
import type { Invoice, PaymentNotice } from 'fhir/r4';
import { errors } from '../errors.ts';
import { mismatch, mismatchText, type Unmatched } from './bank-match.ts';
import { moneyStateOf, statedDong, toldDong } from './bank-money.ts';

/** What one row of a statement means for the record. */
export type RowDecision =
  /** the waiting request becomes the receipt */
  | { readonly state: 'paid'; readonly request: Invoice }
  /** a receipt written at the counter gets its money */
  | { readonly state: 'matched'; readonly request: Invoice }
  /** the bank has told of it before, and the statement says the same */
  | { readonly state: 'confirmed'; readonly notice: PaymentNotice }
  /** bank and statement say different amounts */
  | { readonly state: 'differs'; readonly notice: PaymentNotice }
  | {
      readonly state: 'parked';
      readonly reason: Unmatched;
      readonly why: string;
      readonly request: Invoice | undefined;
    }
  | { readonly state: 'repeated' | 'outgoing' }
  | { readonly state: 'refused'; readonly why: string };

export interface StatementMoney {
  readonly dong: bigint;
  readonly day: string;
  /** of the bank */
  readonly reference: string;
  /** ours, in the memo */
  readonly payment: string | undefined;
}

export interface KnownOfRow {
  /** the same reference of the same bank */
  readonly notice: PaymentNotice | undefined;
  /** what carries our reference */
  readonly request: Invoice | undefined;
  /** the account of the facility */
  readonly account: string;
}

/** a transfer after the last booking of a day is told on one day and stands in the statement of the next, weekends included */
const MOST_DAYS = 4;

function ofKnown({ dong, day, reference }: StatementMoney, notice: PaymentNotice): RowDecision {
  const before = notice.paymentDate ?? day;
  if (Math.abs(daysBetween(before, day)) > MOST_DAYS) {
    const why = errors.rowOtherDay.issue({ reference, day: formatVnDate(before) }).details?.text ?? '';
    return { state: 'refused', why };
  }
  const stated = statedDong(notice);
  if (stated === dong) return { state: 'repeated' };
  if (stated === undefined && toldDong(notice) === dong) return { state: 'confirmed', notice };
  // two statements that disagree wait already, or somebody has said why
  if (stated !== undefined && moneyStateOf(notice) === 'settled') return { state: 'repeated' };
  return { state: 'differs', notice };
}

/**
 * What one row of a statement means: nothing is booked but exact answers, and nothing twice.
 *
 * @source NĐ 52/2024/NĐ-CP Điều 8: the money belongs to the facility's own account (secondary); exact amounts only, days of tolerance: own choice
 */
export function decideRow(money: StatementMoney, { notice, request, account }: KnownOfRow): RowDecision {
  if (money.dong < 0n) return { state: 'outgoing' };
  if (notice !== undefined) return ofKnown(money, notice);
  const arrived = { dong: money.dong, account, reference: money.payment };
  const reason = mismatch(arrived, request, account);
  if (reason === undefined && request !== undefined) {
    return { state: request.status === 'balanced' ? 'matched' : 'paid', request };
  }
  const why = reason ?? 'unknown-reference';
  return { state: 'parked', reason: why, why: mismatchText(why, arrived, request), request };
}
