/** @source none: what one page of a day of the record holds */
import type { BankMoney } from './bank-money.ts';
import type { CashShift } from './cash-shift.ts';
import type { CounterPaper } from './counter-paper.ts';
import {
  bankEntry,
  bankReturnEntry,
  cancellationEntry,
  invoiceEntry,
  paperEntry,
  shiftEntry,
  visitEntry,
} from './entries.ts';
import type { IssuedInvoice } from './issued-invoice.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { PricedVisit } from './priced-visit.ts';

/** A visit whose money nobody can compute. */
export interface UnpricedVisit {
  readonly id: string;
  readonly problem: string;
}

/** What one page of one day brings: of one kind, so that a page is one search. */
export type Facts =
  | { readonly of: 'papers'; readonly papers: readonly CounterPaper[] }
  | { readonly of: 'cancelled'; readonly papers: readonly CounterPaper[] }
  | { readonly of: 'visits'; readonly visits: readonly PricedVisit[]; readonly unpriced: readonly UnpricedVisit[] }
  | { readonly of: 'shifts'; readonly shifts: readonly CashShift[] }
  | { readonly of: 'bank'; readonly money: readonly BankMoney[] }
  | { readonly of: 'returned'; readonly money: readonly BankMoney[] }
  | { readonly of: 'invoices'; readonly issued: readonly IssuedInvoice[] }
  | { readonly of: 'booked'; readonly entries: readonly JournalEntry[] };

function drafts(facts: Facts, day: string): JournalEntry[] {
  switch (facts.of) {
    case 'papers':
      return facts.papers.map(paperEntry);
    case 'cancelled':
      return facts.papers.map((paper) => cancellationEntry(paper, day));
    case 'visits':
      return facts.visits.map((visit) => visitEntry(visit, day));
    case 'shifts':
      return facts.shifts.map(shiftEntry);
    case 'bank':
      return facts.money.map(bankEntry);
    case 'returned':
      return facts.money.map((money) => bankReturnEntry(money, day));
    case 'invoices':
      return facts.issued.map(invoiceEntry);
    case 'booked':
      return [...facts.entries];
  }
}

/**
 * The entries that these facts make; what moved no money makes none.
 *
 * @throws ledger.unbalanced
 * @source Luật Kế toán 88/2015/QH13; TT 24/2024/TT-BTC, double entry (from memory)
 */
export const entriesOf = (facts: Facts, day: string): JournalEntry[] =>
  drafts(facts, day).filter(({ lines }) => lines.length > 0);
