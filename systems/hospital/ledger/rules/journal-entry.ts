/** @source Luật Kế toán 88/2015/QH13, double entry: what is debited is credited (from memory) */
import { formatDong, sumXu, type Xu, xu, ZERO } from '@lienmach/core';
import type { AccountRole } from '../catalogs/chart-of-accounts.ts';
import { errors } from '../errors.ts';

export type EntryKind =
  | 'receipt'
  | 'deposit'
  | 'refund'
  | 'cancellation'
  | 'visit'
  | 'shift'
  | 'bank'
  | 'bank-return'
  | 'invoice'
  | 'correction';

export interface JournalLine {
  readonly role: AccountRole;
  /** never below zero; one of the two is zero */
  readonly debit: Xu;
  readonly credit: Xu;
}

export interface JournalEntry {
  /** the same for ever: who exports twice is recognised */
  readonly id: string;
  /** day of the book in Viet Nam */
  readonly day: string;
  readonly kind: EntryKind;
  /** `Type/id` of the paper behind it */
  readonly source: string;
  /** number that people know the paper by */
  readonly number?: string;
  /** `Encounter/id` whose account it is */
  readonly visit?: string;
  readonly text: string;
  readonly lines: readonly JournalLine[];
}

/** An amount below zero stands on the other side: the books know no negative figures. @source none: our own choice */
export const debit = (role: AccountRole, amount: Xu): JournalLine =>
  amount < 0n ? { role, debit: ZERO, credit: xu(-amount) } : { role, debit: amount, credit: ZERO };

/** @source none: our own choice */
export const credit = (role: AccountRole, amount: Xu): JournalLine => debit(role, xu(-amount));

export const debitOf = ({ lines }: Pick<JournalEntry, 'lines'>): Xu => sumXu(lines.map((line) => line.debit));
export const creditOf = ({ lines }: Pick<JournalEntry, 'lines'>): Xu => sumXu(lines.map((line) => line.credit));

/**
 * An entry whose sides are equal to the hundredth of a đồng; lines of nothing are left out.
 *
 * @throws ledger.unbalanced
 * @source Luật Kế toán 88/2015/QH13; TT 24/2024/TT-BTC, double entry (from memory)
 */
export function journalEntry(draft: JournalEntry): JournalEntry {
  const entry = { ...draft, lines: draft.lines.filter((line) => line.debit !== ZERO || line.credit !== ZERO) };
  const [left, right] = [debitOf(entry), creditOf(entry)];
  if (left !== right) {
    throw errors.unbalanced({ at: entry.source, id: entry.id, debit: formatDong(left), credit: formatDong(right) });
  }
  return entry;
}

/** The same entry with its sides changed. @source none: our own way of taking back */
export const reversed = (lines: readonly JournalLine[]): JournalLine[] =>
  lines.map((line) => ({ role: line.role, debit: line.credit, credit: line.debit }));
