import { formatDong, identifierSystems, identifierValue, xu } from '@lienmach/core';
import type { Invoice } from 'fhir/r4';
import { dongOf } from './bill.ts';
import { methodOfPaper } from './payment-method.ts';

/** Why money that came is not the answer to a request. */
export type Unmatched =
  | 'other-account'
  | 'no-reference'
  | 'unknown-reference'
  | 'already-paid'
  | 'withdrawn'
  | 'too-little'
  | 'too-much';

export interface ArrivedMoney {
  /** whole đồng */
  readonly dong: bigint;
  /** account it arrived on */
  readonly account: string;
  /** found in the memo, check character good */
  readonly reference: string | undefined;
}

/** A receipt by transfer that the counter wrote on its own word: no money at the bank stands behind it yet. @source none: own choice */
export const awaitsBank = (paper: Invoice): boolean =>
  paper.status === 'balanced' &&
  methodOfPaper(paper) === 'transfer' &&
  dongOf(paper) > 0n &&
  identifierValue(paper, identifierSystems.bankReference) === undefined;

/**
 * Is this transfer the exact answer to a request that still waits, or to a receipt whose money nobody has seen yet?
 *
 * Never less, never more, never for a request that was settled or withdrawn: everything else is looked at by a person.
 *
 * @param request  the invoice that carries the reference, if any
 * @param account  the account of the facility, as the QR named it
 * @returns undefined when it is
 * @source NĐ 52/2024/NĐ-CP Điều 8: the money belongs to the facility's own account (secondary); exact amounts only: own choice
 */
export function mismatch(money: ArrivedMoney, request: Invoice | undefined, account: string): Unmatched | undefined {
  if (money.account !== account) return 'other-account';
  if (money.reference === undefined) return 'no-reference';
  if (request === undefined) return 'unknown-reference';
  const isKnown = request.status === 'issued' || awaitsBank(request);
  if (request.status === 'balanced' && !isKnown) return 'already-paid';
  if (!isKnown) return 'withdrawn';
  const asked = dongOf(request);
  if (money.dong < asked) return 'too-little';
  return money.dong > asked ? 'too-much' : undefined;
}

const dongText = (dong: bigint): string => formatDong(xu(dong * 100n));

/** The sentence the cashier reads. @source none: our own words */
export function mismatchText(reason: Unmatched, money: ArrivedMoney, request: Invoice | undefined): string {
  const asked = request === undefined ? '' : dongText(dongOf(request));
  const words: Readonly<Record<Unmatched, string>> = {
    'other-account': 'Tiền vào tài khoản khác với tài khoản trên mã QR.',
    'no-reference': 'Nội dung chuyển khoản không có mã thanh toán đọc được.',
    'unknown-reference': `Không có yêu cầu thu nào mang mã ${money.reference ?? ''}.`,
    'already-paid': `Khoản của mã ${money.reference ?? ''} đã thu xong: người bệnh có thể đã trả hai lần.`,
    withdrawn: `Mã ${money.reference ?? ''} không còn hiệu lực: yêu cầu thu đã được thay, hoặc phiếu thu đã hủy.`,
    'too-little': `Mã ${money.reference ?? ''} cần ${asked}, tiền về thiếu.`,
    'too-much': `Mã ${money.reference ?? ''} cần ${asked}, tiền về thừa.`,
  };
  return words[reason];
}
