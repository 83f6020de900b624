import {
  addDays,
  codeSystems,
  extensions,
  identifierSystems,
  identifierValue,
  moneyOf,
  parseXu,
  xu,
} from '@lienmach/core';
import type { Coding, Extension, Invoice, PaymentNotice, Reference } from 'fhir/r4';

/** Where money at the bank stands: paid a receipt; waits for a person; told with two amounts; a person has said what it is. */
const moneyStates = ['matched', 'waiting', 'differs', 'settled'] as const;
export type MoneyState = (typeof moneyStates)[number];

/** One movement of money into our account, as the bank's call or its statement tells it. */
export interface ArrivedAtBank {
  /** identifiers of the notice: `<partner>.<transaction>`, `<BIN>.<reference>` */
  readonly identifier: PaymentNotice['identifier'];
  /** `<BIN>.<reference>`, else `<partner>.<transaction>`: the same money has the same key */
  readonly key: string;
  /** whole đồng */
  readonly dong: bigint;
  readonly account: string;
  readonly memo: string;
  /** what the bank calls it */
  readonly label: string;
  /** day at the bank, `yyyy-MM-dd` */
  readonly day: string;
  /** where the statement tells of it */
  readonly row?: Extension;
}

/** @source none: our own identifier; banks write references in mixed case */
export const bankReferenceOf = (bin: string, reference: string): string => `${bin}.${reference.toUpperCase()}`;

const boardTag = (day: string, state: MoneyState): Coding => ({
  system: codeSystems.bankBoard,
  code: `${day}.${state}`,
});

/** All states of a day, for one token search. @source none: our own code system */
export const boardTokens = (day: string): string =>
  moneyStates.map((state) => `${codeSystems.bankBoard}|${day}.${state}`).join(',');

export const moneyStateOf = (notice: PaymentNotice): MoneyState | undefined => {
  const code = notice.meta?.tag?.find(({ system }) => system === codeSystems.bankBoard)?.code;
  return moneyStates.find((state) => code?.endsWith(`.${state}`));
};

/** The notice in another state; what it paid, if it did. @source none: how our own resource carries it */
export function withMoneyState(notice: PaymentNotice, state: MoneyState, paid?: Reference): PaymentNotice {
  const others = (notice.meta?.tag ?? []).filter(({ system }) => system !== codeSystems.bankBoard);
  return {
    ...notice,
    ...(paid === undefined ? {} : { request: paid }),
    meta: { ...notice.meta, tag: [...others, boardTag(notice.paymentDate ?? '', state)] },
  };
}

/** The receipt it had paid was cancelled: the money is at the bank, and nobody's again. @source none: how our own resource carries it */
export function freedMoney(notice: PaymentNotice): PaymentNotice {
  const { request: _, ...freed } = withMoneyState(notice, 'waiting');
  return freed;
}

export interface NoticePlace {
  readonly recipient: Reference;
  /** FHIR dateTime of writing */
  readonly created: string;
}

/**
 * What the bank said, kept whole whether it fits or not; `request` only when it paid it.
 *
 * @source none: how our own resource carries it
 */
export const bankNoticeOf = (
  money: ArrivedAtBank,
  { recipient, created }: NoticePlace,
  state: MoneyState,
  paid?: Reference,
): PaymentNotice => ({
  resourceType: 'PaymentNotice',
  meta: { tag: [boardTag(money.day, state)] },
  ...(money.identifier === undefined ? {} : { identifier: money.identifier }),
  extension: [
    { url: extensions.bankMemo, valueString: money.memo === '' ? '–' : money.memo },
    ...(money.row === undefined ? [] : [money.row]),
  ],
  status: 'active',
  ...(paid === undefined ? {} : { request: paid }),
  created,
  payment: { display: money.label },
  paymentDate: money.day,
  recipient,
  amount: moneyOf(xu(money.dong * 100n)),
  paymentStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/paymentstatus', code: 'cleared' }] },
});

export interface StatementPlace {
  readonly file: Reference;
  readonly row: number;
  readonly dong: bigint;
}

/** @source none: our own extension */
export const statementRow = ({ file, row, dong }: StatementPlace): Extension => ({
  url: extensions.statementRow,
  extension: [
    { url: 'file', valueReference: file },
    { url: 'row', valueInteger: row },
    { url: 'amount', valueMoney: moneyOf(xu(dong * 100n)) },
  ],
});

/** What the statement says of this money, in whole đồng; undefined while no statement has told of it. @source none: our own extension */
export function statedDong({ extension }: PaymentNotice): bigint | undefined {
  const row = extension?.findLast(({ url }) => url === extensions.statementRow);
  const amount = row?.extension?.find(({ url }) => url === 'amount')?.valueMoney?.value;
  return amount === undefined ? undefined : parseXu(amount, 'amount') / 100n;
}

export const toldDong = ({ amount }: PaymentNotice): bigint =>
  parseXu(amount.value ?? 0, 'PaymentNotice.amount') / 100n;

export const memoOf = ({ extension }: PaymentNotice): string =>
  extension?.find(({ url }) => url === extensions.bankMemo)?.valueString ?? '';

/** The receipt knows the money that paid it. @source none: our own identifier */
export const bankedReceipt = (receipt: Invoice, key: string): Invoice => ({
  ...receipt,
  identifier: [...(receipt.identifier ?? []), { system: identifierSystems.bankReference, value: key }],
});

/** The same money has the same key, whoever told of it. @source none: our own identifiers */
export const moneyKeyOf = (notice: PaymentNotice): string =>
  identifierValue(notice, identifierSystems.bankReference) ??
  identifierValue(notice, identifierSystems.bankTransaction) ??
  '';

/** One day in Viet Nam as a search over instants. */
export const dayQuery = (day: string): string[][] => [
  ['date', `ge${day}T00:00:00+07:00`],
  ['date', `lt${addDays(day, 1)}T00:00:00+07:00`],
];
