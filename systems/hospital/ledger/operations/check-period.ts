import { addDays, xu } from '@lienmach/core';
import { isFhirError } from '@lienmach/outcome';
import type { Context } from '@lienmach/system-kit';
import type { ClosedDay } from '../exchange/closed-month.ts';
import { correctionsOfDay } from '../rules/correction.ts';
import { entriesOf, type Facts } from '../rules/facts.ts';
import { debitOf, type JournalEntry } from '../rules/journal-entry.ts';
import type { Period } from '../rules/period.ts';
import { Tally } from '../rules/tally.ts';
import { checkBank } from './check-bank.ts';
import { checkEnvelopes } from './check-envelopes.ts';
import { checkInvoices } from './check-invoices.ts';
import { checkCancelled, checkPapers } from './check-papers.ts';
import { checkShifts } from './check-shifts.ts';
import { checkVisits } from './check-visits.ts';
import { closedDays, closedEntries } from './load-closed.ts';
import { correctionsOf } from './load-corrections.ts';
import { factsOfDay } from './walk-journal.ts';

export interface CheckedPeriod {
  readonly tally: Tally;
  /** how much was looked at */
  readonly counts: Readonly<Record<'visits' | 'papers' | 'shifts' | 'notices' | 'entries', number>>;
}

type Counts = { -readonly [K in keyof CheckedPeriod['counts']]: number };

/** @param isBooked  corrections of closed months balance, but speak of another period */
function bookEntries(tally: Tally, entries: readonly JournalEntry[], isBooked: boolean): void {
  for (const line of entries.flatMap(({ lines }) => lines)) {
    tally.add('journal.debit', line.debit);
    tally.add('journal.credit', line.credit);
    if (!isBooked) tally.add(`journal.${line.role}`, xu(line.debit - line.credit));
  }
}

async function checkFacts(
  ctx: Context,
  checked: { tally: Tally; counts: Counts },
  facts: Facts,
  period: Period,
): Promise<void> {
  const { tally, counts } = checked;
  const { store } = ctx;
  switch (facts.of) {
    case 'papers':
      counts.papers += facts.papers.length;
      return checkPapers(store, tally, facts.papers, period);
    case 'cancelled':
      return checkCancelled(tally, facts.papers);
    case 'visits':
      counts.visits += facts.visits.length + facts.unpriced.length;
      return checkVisits(store, tally, facts, period);
    case 'shifts':
      counts.shifts += facts.shifts.length;
      return checkShifts(store, tally, facts.shifts);
    case 'bank':
      counts.notices += facts.money.length;
      return checkBank(store, tally, facts.money, period);
    case 'returned':
      for (const { amount } of facts.money) tally.add('returned.paid', amount);
      return;
    case 'invoices':
      return checkInvoices(store, tally, facts.issued);
    case 'booked':
  }
}

const isOwn = ({ kind }: JournalEntry): boolean => kind !== 'correction';

/** The journal of a closed day as it was closed, with what was booked about it since, beside what the record says now. */
async function bookClosedDay(
  ctx: Context,
  tally: Tally,
  closed: ClosedDay,
  derived: readonly JournalEntry[],
): Promise<void> {
  const entries = (await closedEntries(ctx.store, closed)).filter(isOwn);
  const since = await correctionsOf(ctx.store, closed.day);
  bookEntries(tally, [...entries, ...since], false);
  tally.tell('closed');
  const missing = correctionsOfDay(entries, since, derived.filter(isOwn), { of: closed.day, today: closed.day });
  for (const entry of missing) {
    tally.add('closed.unbooked', debitOf(entry));
    const text = `${entry.text}: đã đổi sau khi khóa sổ, chưa có bút toán điều chỉnh.`;
    tally.misfit('closed', { what: entry.source, text, amount: debitOf(entry) });
  }
}

interface Asked {
  readonly period: Period;
  /** also each claim file and each cost statement, by their own verbs */
  readonly withEnvelopes: boolean;
}

/** Everything of a period beside everything else, a page at a time: memory does not grow with the period. */
export async function checkPeriod(ctx: Context, { period, withEnvelopes }: Asked): Promise<CheckedPeriod> {
  const tally = new Tally();
  const counts: Counts = { visits: 0, papers: 0, shifts: 0, notices: 0, entries: 0 };
  const closed = await closedDays(ctx.store, period);
  for (let day = period.from; day <= period.to; day = addDays(day, 1)) {
    const frozen = closed.get(day);
    const ofClosedDay: JournalEntry[] = [];
    for await (const facts of factsOfDay(ctx.store, day)) {
      await checkFacts(ctx, { tally, counts }, facts, period);
      if (withEnvelopes && facts.of === 'visits') await checkEnvelopes(ctx, tally, facts.visits);
      const entries = entriesOrMisfit(tally, facts, day);
      counts.entries += entries.length;
      if (frozen === undefined) bookEntries(tally, entries, facts.of === 'booked');
      else ofClosedDay.push(...entries);
    }
    if (frozen !== undefined) await bookClosedDay(ctx, tally, frozen, ofClosedDay);
  }
  return { tally, counts };
}

/** An entry that does not balance is told, and the others go on. */
function entriesOrMisfit(tally: Tally, facts: Facts, day: string): JournalEntry[] {
  try {
    return entriesOf(facts, day);
  } catch (thrown) {
    if (!isFhirError(thrown)) throw thrown;
    const [issue] = thrown.outcome.issue;
    tally.misfit('journal', { what: issue?.expression?.[0] ?? day, text: issue?.details?.text ?? thrown.message });
    return [];
  }
}
