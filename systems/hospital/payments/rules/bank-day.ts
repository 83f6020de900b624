import { extensions } from '@lienmach/core';
import type { Invoice, PaymentNotice } from 'fhir/r4';
import { awaitsBank } from './bank-match.ts';
import { moneyStateOf, statedDong, toldDong } from './bank-money.ts';
import { dongOf } from './bill.ts';
import { isCashless, type Method, methodOfPaper } from './payment-method.ts';

/** How many, and whole đồng. */
export interface Tally {
  readonly count: number;
  readonly dong: bigint;
}

const nothing: Tally = { count: 0, dong: 0n };
const add = (tally: Tally, dong: bigint): Tally => ({ count: tally.count + 1, dong: tally.dong + dong });

/** Both sides of one day. */
export interface BankDay {
  /** money into our account, as the bank says */
  readonly bank: Tally;
  /** of it: what its statement tells too */
  readonly stated: Tally;
  /** receipts and deposits by transfer */
  readonly booked: Tally;
  /** bank − booked */
  readonly difference: bigint;
  /** bank money that fits nothing */
  readonly waiting: Tally;
  /** money and request, or call and statement, with two amounts */
  readonly differing: Tally;
  /** receipts by transfer without money, that nobody has explained */
  readonly unbanked: Tally;
  /** what people have said about the rest: its part of the difference, with its sign */
  readonly explained: Tally;
  /** money of receipts of another day, less receipts whose money came on another day: its part of the difference */
  readonly otherDay: bigint;
  readonly methods: Readonly<Record<Method, Tally & { readonly back: bigint }>>;
  readonly cashless: Tally;
  readonly taken: Tally;
}

/** Why a receipt by transfer has no money at the bank, as somebody said. @source none: our own extension */
export const unbankedReason = ({ extension }: Invoice): string | undefined =>
  extension?.find(({ url }) => url === extensions.unbanked)?.extension?.find(({ url }) => url === 'reason')
    ?.valueString;

/** What the bank holds of it: the statement has the last word. */
const bankDong = (notice: PaymentNotice): bigint => statedDong(notice) ?? toldDong(notice);

/** @source none: a sum begins with nothing */
export const emptyDay = (): BankDay => ({
  bank: nothing,
  stated: nothing,
  booked: nothing,
  difference: 0n,
  waiting: nothing,
  differing: nothing,
  unbanked: nothing,
  explained: nothing,
  otherDay: 0n,
  methods: { cash: none(), transfer: none(), card: none(), wallet: none() },
  cashless: nothing,
  taken: nothing,
});
const none = () => ({ ...nothing, back: 0n });

/** The day with one more movement of money at the bank. @source none: sums */
export function withNotice(day: BankDay, notice: PaymentNotice): BankDay {
  const dong = bankDong(notice);
  const state = moneyStateOf(notice);
  return {
    ...day,
    bank: add(day.bank, dong),
    stated: statedDong(notice) === undefined ? day.stated : add(day.stated, dong),
    difference: day.difference + dong,
    waiting: state === 'waiting' ? add(day.waiting, dong) : day.waiting,
    differing: state === 'differs' ? add(day.differing, dong) : day.differing,
    explained: state === 'settled' ? add(day.explained, explainedPart(notice, dong)) : day.explained,
    otherDay: day.otherDay + (state === 'matched' ? dong : notice.request === undefined ? 0n : toldDong(notice)),
  };
}

/** money that paid a receipt differs by what the statement says more or less; money that went back differs whole */
const explainedPart = (notice: PaymentNotice, dong: bigint): bigint =>
  notice.request === undefined ? dong : dong - toldDong(notice);

/**
 * The day with one more paper of the counter.
 *
 * @source QĐ 1813/QĐ-TTg (28/10/2021), share of payments without cash, by count and by value (from memory)
 */
export function withPaper(day: BankDay, paper: Invoice): BankDay {
  const method = methodOfPaper(paper);
  if (method === undefined) return day;
  const dong = dongOf(paper);
  const before = day.methods[method];
  if (dong < 0n) return { ...day, methods: { ...day.methods, [method]: { ...before, back: before.back - dong } } };
  const isTransfer = method === 'transfer';
  const isOpen = awaitsBank(paper);
  const isExplained = isOpen && unbankedReason(paper) !== undefined;
  return {
    ...day,
    methods: { ...day.methods, [method]: { ...add(before, dong), back: before.back } },
    taken: add(day.taken, dong),
    cashless: isCashless(method) ? add(day.cashless, dong) : day.cashless,
    booked: isTransfer ? add(day.booked, dong) : day.booked,
    difference: isTransfer ? day.difference - dong : day.difference,
    unbanked: isOpen && !isExplained ? add(day.unbanked, dong) : day.unbanked,
    explained: isExplained ? add(day.explained, -dong) : day.explained,
    otherDay: isTransfer && !isOpen ? day.otherDay - dong : day.otherDay,
  };
}

/** Tenths of a percent, half up; nothing of nothing is nothing. @source none: rounding of a share */
export const permille = (part: bigint, whole: bigint): number =>
  whole === 0n ? 0 : Number((part * 2000n + whole) / (whole * 2n));
