/** @source NĐ 52/2024/NĐ-CP Điều 8: the money is on the facility's own account (secondary) */
import { identifierSystems, identifierValue, parseXu, type Xu } from '@lienmach/core';
import type { PaymentNotice, Task } from 'fhir/r4';
import type { CounterPaper } from './counter-paper.ts';

/** Money that a bank told of. */
export interface BankMoney {
  readonly id: string;
  /** every name it has: what a paper may know it by */
  readonly keys: readonly string[];
  readonly amount: Xu;
  /** when we were told */
  readonly at: string;
  /** `Invoice/id` that it is said to pay */
  readonly request?: string;
}

/** @returns undefined for notices that the counter wrote itself. @source none: how the record tells them apart */
export function bankMoney(notice: PaymentNotice): BankMoney | undefined {
  const keys = [identifierSystems.bankTransaction, identifierSystems.bankReference].flatMap(
    (system) => identifierValue(notice, system) ?? [],
  );
  if (keys.length === 0 || notice.status !== 'active') return undefined;
  const request = notice.request?.reference;
  return {
    id: notice.id ?? '',
    keys,
    amount: parseXu(notice.amount.value ?? 0, 'PaymentNotice.amount'),
    at: notice.created,
    ...(request === undefined ? {} : { request }),
  };
}

/** A person may have said whose money it is; the paper then carries this key. @source none: our own identifier */
export const settledKey = (noticeId: string): string => `tien-ve-${noticeId}`;

/** Where money at the bank stands. */
export type BankStanding = 'matched' | 'waiting' | 'returned' | 'unexplained';

const paysThis = (money: BankMoney, paper: CounterPaper): boolean =>
  !paper.isCancelled &&
  paper.way === 'transfer' &&
  paper.amount === money.amount &&
  (money.request === `Invoice/${paper.id}` ||
    paper.requestKey === settledKey(money.id) ||
    paper.bankKeys.some((key) => money.keys.includes(key)));

/** The paper whose money this is: by transfer, of the same amount, standing. @source none: exact amounts only, as the counter's own rule */
export const paperOf = (money: BankMoney, papers: readonly CounterPaper[]): CounterPaper | undefined =>
  papers.find((paper) => paysThis(money, paper));

/** Statement and notice disagree about an amount: what a person says of that moves no money. @source none: our own code */
export const tellsDifference = ({ reasonCode }: Task): boolean =>
  reasonCode?.coding?.some(({ code }) => code === 'statement-differs') ?? false;

/**
 * Each paper is paid once: of several notices for one paper the first counts. Of several decisions about one
 * money the last one counts.
 *
 * @param tasks  what waits, or waited, for a person because of this money
 * @source none: own choice; what came to the bank is receipts and exceptions, nothing else
 */
export function bankStanding(
  money: BankMoney,
  paid: CounterPaper | undefined,
  isFirst: boolean,
  tasks: readonly Task[],
): BankStanding {
  if (paid !== undefined && isFirst) return 'matched';
  if (tasks.some(({ status }) => status === 'requested')) return 'waiting';
  const done = tasks
    .filter(({ status }) => status === 'completed')
    .toSorted((a, b) => (a.lastModified ?? '').localeCompare(b.lastModified ?? ''))
    .at(-1);
  return done !== undefined && done.encounter === undefined && money.amount > 0n ? 'returned' : 'unexplained';
}
