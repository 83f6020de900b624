import { codeSystems, formatDong, identifierSystems, vnDayOf } from '@lienmach/core';
import { type RoomStore, searchEach } from '@lienmach/system-kit';
import type { Invoice, PaymentNotice, Task } from 'fhir/r4';
import { type BankMoney, bankMoney, bankStanding, paperOf, settledKey, tellsDifference } from '../rules/bank-money.ts';
import { type CounterPaper, counterPaper } from '../rules/counter-paper.ts';
import { holds, type Period } from '../rules/period.ts';
import type { Tally } from '../rules/tally.ts';

const idOf = (reference: string | undefined): string => reference?.split('/')[1] ?? '';
const named = (system: string, values: readonly string[]): string[] => values.map((value) => `${system}|${value}`);

/** Papers that may be paid by this money, by every name under which they may know it. */
async function papersFor(store: RoomStore, money: readonly BankMoney[]): Promise<CounterPaper[]> {
  const found: Invoice[][] = await Promise.all([
    searchEach(
      store,
      'Invoice',
      '_id',
      money.map(({ request }) => idOf(request)),
    ),
    searchEach(store, 'Invoice', 'identifier', [
      ...named(
        identifierSystems.requestKey,
        money.map(({ id }) => settledKey(id)),
      ),
      ...named(
        identifierSystems.bankReference,
        money.flatMap(({ keys }) => keys),
      ),
    ]),
  ]);
  return found.flat().flatMap((invoice) => counterPaper(invoice) ?? []);
}

/** Everything the bank told of these papers: a second notice for one paper is other money. */
async function rivals(store: RoomStore, papers: readonly CounterPaper[]): Promise<BankMoney[]> {
  const found: PaymentNotice[] = await searchEach(
    store,
    'PaymentNotice',
    'request',
    papers.map(({ id }) => `Invoice/${id}`),
  );
  return found
    .flatMap((notice) => bankMoney(notice) ?? [])
    .toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
}

const noticeOf = ({ id }: BankMoney): string => `PaymentNotice/${id}`;

/** What waits, or waited, for a person because of this money: as it came, and again when its receipt was cancelled. */
const tasksOf = (money: BankMoney, tasks: readonly Task[]): Task[] =>
  tasks.filter((task) => task.focus?.reference === noticeOf(money) && !tellsDifference(task));

/** Money that the bank told of: what it paid, what waits, what went back, what nobody can explain. */
export async function checkBank(
  store: RoomStore,
  tally: Tally,
  money: readonly BankMoney[],
  period: Period,
): Promise<void> {
  const papers = await papersFor(store, money);
  const [others, tasks] = await Promise.all([
    rivals(store, papers),
    searchEach(store, 'Task', 'focus', money.map(noticeOf), `code=${codeSystems.taskKind}|bank-unmatched`),
  ]);
  for (const one of money) {
    tally.add('bank.in', one.amount);
    const paper = paperOf(one, papers);
    const first = paper === undefined ? undefined : others.find((other) => paperOf(other, [paper]) !== undefined);
    const isFirst = first === undefined || first.id === one.id;
    const state = bankStanding(one, paper, isFirst, tasksOf(one, tasks));
    if (state === 'matched' && paper !== undefined) {
      if (!holds(period, vnDayOf(paper.at))) tally.add('bank.forOutside', one.amount);
    } else if (state === 'unexplained') {
      tally.add('bank.withoutReceipt', one.amount);
      const text = `Ngân hàng báo có ${formatDong(one.amount)}, không có phiếu thu và không có việc chờ xử lý.`;
      tally.misfit('bank-without-receipt', { what: `PaymentNotice/${one.id}`, text, amount: one.amount });
    } else tally.add(`bank.${state}`, one.amount);
  }
}
