import type { Invoice } from 'fhir/r4';
import {
  HELD,
  invoicedBy,
  isCovered,
  isPaper,
  PENDING,
  paperKindOf,
  refundedOf,
  visitTurnOf,
} from './counter-paper.ts';

/** What happens to the papers of a day that no electronic invoice holds yet. */
export interface SortedDay {
  /** into the summary */
  readonly cover: readonly Invoice[];
  /** deposits of visits that go on: receipts only */
  readonly hold: readonly Invoice[];
  /** refunds of money that an invoice has: an adjustment must follow */
  readonly correct: readonly Invoice[];
}

export interface DayPapers {
  /** papers of the day, in any state */
  readonly papers: readonly Invoice[];
  /** deposits held from earlier days */
  readonly held: readonly Invoice[];
  /** papers that refunds of the day gave money back of, by `Invoice/<id>` */
  readonly refunded: ReadonlyMap<string, Invoice>;
  /** visits that are over and owe the patient nothing */
  readonly settled: ReadonlySet<string>;
  /** deposits are invoiced like receipts */
  readonly invoicesDeposits: boolean;
}

const isOpen = (paper: Invoice): boolean => isPaper(paper) && paper.status === 'balanced' && !isCovered(paper);

/** A refund of money that an invoice holds already, which cannot be taken back, only adjusted. */
function needsAdjustment(paper: Invoice, refunded: DayPapers['refunded']): boolean {
  const original = refunded.get(refundedOf(paper) ?? '');
  return paperKindOf(paper) === 'refund' && original !== undefined && isCovered(original);
}

/**
 * Which papers go into the summary of a day: every receipt and refund of that day, and deposits once their visit is
 * settled, that is when a receipt or refund came after them or the visit is over and nothing has to go back. A deposit of a
 * visit that goes on is a receipt only.
 *
 * @source NĐ 254/2026/NĐ-CP Điều 9: the others of the day in one summary with its list (secondary); deposits as guarantee: a setting, unclear in the law (unsure)
 */
export function sortDay({ papers, held, refunded, settled, invoicesDeposits }: DayPapers): SortedDay {
  const open = papers.filter((paper) => isOpen(paper) && invoicedBy(paper) !== PENDING);
  const correct = open.filter((paper) => needsAdjustment(paper, refunded));
  const money = open.filter(
    (paper) => !correct.includes(paper) && (paperKindOf(paper) !== 'deposit' || invoicesDeposits),
  );
  const lastTurn = new Map<string, number>();
  for (const paper of money) {
    const { visit, turn } = visitTurnOf(paper);
    lastTurn.set(visit, Math.max(turn, lastTurn.get(visit) ?? 0));
  }
  const deposits = [...new Map([...held, ...open].map((paper) => [paper.id, paper])).values()].filter(
    (paper) => isOpen(paper) && paperKindOf(paper) === 'deposit' && !invoicesDeposits,
  );
  const isSettled = (deposit: Invoice): boolean => {
    const { visit, turn } = visitTurnOf(deposit);
    return turn < (lastTurn.get(visit) ?? 0) || settled.has(visit);
  };
  const cover = [...money, ...deposits.filter(isSettled)];
  const taken = new Set(cover.map(({ id }) => `Invoice/${id}`));
  // money that came on a day whose summary is not made yet goes back after that summary, not before
  const isTogether = (paper: Invoice): boolean => paperKindOf(paper) !== 'refund' || taken.has(refundedOf(paper) ?? '');
  return {
    cover: cover.filter(isTogether),
    hold: deposits.filter((deposit) => !isSettled(deposit) && invoicedBy(deposit) !== HELD),
    correct,
  };
}
