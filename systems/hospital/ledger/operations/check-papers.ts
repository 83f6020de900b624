import { formatDong, identifierSystems, vnDayOf, xu } from '@lienmach/core';
import { type RoomStore, searchEach } from '@lienmach/system-kit';
import type { Encounter, PaymentNotice } from 'fhir/r4';
import { type BankMoney, bankMoney, paperOf } from '../rules/bank-money.ts';
import type { CounterPaper } from '../rules/counter-paper.ts';
import { holds, type Period } from '../rules/period.ts';
import type { Tally } from '../rules/tally.ts';

const referenceOf = ({ id }: CounterPaper): string => `Invoice/${id}`;

/** Every paper, cancelled ones too: what the journal books, and takes back when it is cancelled. */
function booked(tally: Tally, paper: CounterPaper): void {
  tally.add('papers.all', paper.amount);
  if (paper.way === 'cash') tally.add('papers.cash', paper.amount);
  else if (paper.way === 'transfer' && paper.amount < 0n) tally.add('transfers.out', xu(-paper.amount));
  else tally.add('papers.onTheWay', paper.amount);
}

/** A paper that was cancelled, on the day of its cancellation. */
export function checkCancelled(tally: Tally, papers: readonly CounterPaper[]): void {
  for (const paper of papers) {
    tally.add('cancelled.all', paper.amount);
    tally.add(paper.way === 'cash' ? 'cancelled.cash' : 'cancelled.onTheWay', paper.amount);
  }
}

function standing(tally: Tally, paper: CounterPaper): void {
  tally.add('papers.standing', paper.amount);
  tally.add('papers.lines', paper.ofLines);
  if (paper.ofLines === paper.amount) return;
  const text = `Phiếu ${paper.number} ghi ${formatDong(paper.amount)}, các dòng cộng thành ${formatDong(paper.ofLines)}.`;
  tally.misfit('papers', { what: referenceOf(paper), text, amount: xu(paper.amount - paper.ofLines) });
}

const endedWithin = ({ status, period: time }: Encounter, period: Period): boolean =>
  status === 'finished' && time?.end !== undefined && holds(period, vnDayOf(time.end));

/** Papers of visits that did not end in the period: money held, old debts. A paper of no visit spoils the equation. */
function ofOtherVisits(tally: Tally, paper: CounterPaper, visit: Encounter | undefined, period: Period): void {
  if (visit === undefined) {
    const text = `Phiếu ${paper.number} không thuộc lượt khám nào.`;
    tally.misfit('receipts', { what: referenceOf(paper), text, amount: paper.amount });
  } else if (!endedWithin(visit, period)) tally.add('papers.otherVisits', paper.amount);
}

function withoutInvoice(tally: Tally, paper: CounterPaper): void {
  if (paper.invoicedBy !== undefined) tally.tell('invoices');
  else if (!paper.mayWait && paper.amount > 0n) {
    tally.add('papers.withoutInvoice', paper.amount);
    const text = `Phiếu ${paper.number} chưa có hóa đơn.`;
    tally.misfit('receipt-without-invoice', { what: referenceOf(paper), text, amount: paper.amount });
  }
}

const settledBy = ({ requestKey }: CounterPaper): string | undefined => /^tien-ve-(.+)$/.exec(requestKey ?? '')?.[1];

/** What the bank told of these papers, by every name under which it may know them. */
async function moneyFor(store: RoomStore, papers: readonly CounterPaper[]): Promise<BankMoney[]> {
  const keys = papers.flatMap(({ bankKeys }) => bankKeys);
  const names = keys.flatMap((key) => [
    `${identifierSystems.bankReference}|${key}`,
    `${identifierSystems.bankTransaction}|${key}`,
  ]);
  const found: PaymentNotice[][] = await Promise.all([
    searchEach(store, 'PaymentNotice', 'request', papers.map(referenceOf)),
    searchEach(
      store,
      'PaymentNotice',
      '_id',
      papers.flatMap((paper) => settledBy(paper) ?? []),
    ),
    searchEach(store, 'PaymentNotice', 'identifier', names),
  ]);
  return found.flat().flatMap((notice) => bankMoney(notice) ?? []);
}

async function transfers(
  store: RoomStore,
  tally: Tally,
  papers: readonly CounterPaper[],
  period: Period,
): Promise<void> {
  const incoming = papers.filter(({ way, amount, isCancelled }) => way === 'transfer' && amount > 0n && !isCancelled);
  const arrived = await moneyFor(store, incoming);
  for (const paper of incoming) {
    tally.add('transfers.in', paper.amount);
    const money = arrived.filter((one) => paperOf(one, [paper]) !== undefined);
    if (money.length === 0 && paper.isUnbanked) tally.add('transfers.explained', paper.amount);
    else if (money.length === 0) {
      tally.add('transfers.withoutBank', paper.amount);
      const text = `Phiếu ${paper.number} ghi chuyển khoản, ngân hàng chưa báo có.`;
      tally.misfit('receipt-without-bank', { what: referenceOf(paper), text, amount: paper.amount });
    } else if (!money.some(({ at }) => holds(period, vnDayOf(at)))) tally.add('transfers.bankedOutside', paper.amount);
  }
}

/** Papers of the counter: their own lines, whose they are, the bank's word, the invoice. */
export async function checkPapers(
  store: RoomStore,
  tally: Tally,
  papers: readonly CounterPaper[],
  period: Period,
): Promise<void> {
  const valid = papers.filter(({ isCancelled }) => !isCancelled);
  const found = await searchEach(
    store,
    'Encounter',
    '_id',
    valid.flatMap(({ visit }) => visit ?? []),
  );
  const visits = new Map(found.map((visit) => [visit.id, visit]));
  for (const paper of papers) booked(tally, paper);
  for (const paper of valid) {
    standing(tally, paper);
    ofOtherVisits(tally, paper, visits.get(paper.visit), period);
    withoutInvoice(tally, paper);
  }
  await transfers(store, tally, papers, period);
}
