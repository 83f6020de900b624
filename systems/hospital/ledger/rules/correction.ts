/** @source Luật Kế toán 88/2015/QH13 Điều 27 and 12: a closed book is not changed, what was wrong is corrected by an entry of the open one (from memory) */
import { formatVnDate, type Xu, xu } from '@lienmach/core';
import { debit, type JournalEntry, type JournalLine, journalEntry } from './journal-entry.ts';

type Role = JournalLine['role'];

function balances(lines: readonly JournalLine[]): Map<Role, bigint> {
  const sums = new Map<Role, bigint>();
  for (const { role, debit: left, credit: right } of lines) sums.set(role, (sums.get(role) ?? 0n) + left - right);
  return sums;
}

/** What has to be posted so that `before` becomes `after`; nothing when they agree. @source none: a difference of sums */
export function correctionLines(before: readonly JournalLine[], after: readonly JournalLine[]): JournalLine[] {
  const [was, is] = [balances(before), balances(after)];
  const roles = [...new Set([...was.keys(), ...is.keys()])];
  return roles.flatMap((role) => {
    const apart: Xu = xu((is.get(role) ?? 0n) - (was.get(role) ?? 0n));
    return apart === 0n ? [] : [debit(role, apart)];
  });
}

/** Id of the entry that a correction is about. @source none: our own id */
export const correctedEntry = (id: string): string => id.replace(/^dc\d+-\d{8}-/, '');

/**
 * The corrections of one closed day: for each entry what the record says now, less what was closed and what has been
 * corrected since. An entry that the day lost is taken back whole, one that it gained is booked whole.
 *
 * @param of  the closed day
 * @param today  day of the open book that they are posted on
 * @source Luật Kế toán 88/2015/QH13 Điều 27 (from memory)
 */
export function correctionsOfDay(
  closed: readonly JournalEntry[],
  corrected: readonly JournalEntry[],
  derived: readonly JournalEntry[],
  { of, today }: { readonly of: string; readonly today: string },
): JournalEntry[] {
  const earlier = Map.groupBy(corrected, ({ id }) => correctedEntry(id));
  const was = new Map(closed.map((entry) => [entry.id, entry]));
  const is = new Map(derived.map((entry) => [entry.id, entry]));
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((id) => {
    const about = is.get(id) ?? was.get(id);
    const before = [...(was.get(id)?.lines ?? []), ...(earlier.get(id) ?? []).flatMap(({ lines }) => lines)];
    const lines = correctionLines(before, is.get(id)?.lines ?? []);
    if (about === undefined || lines.length === 0) return [];
    const turn = (earlier.get(id)?.length ?? 0) + 1;
    const text = `Điều chỉnh kỳ đã khóa sổ, ngày ${formatVnDate(of)}: ${about.text}`;
    const correction = `dc${turn}-${of.replaceAll('-', '')}-${id}`;
    return [journalEntry({ ...about, id: correction, day: today, kind: 'correction', text, lines })];
  });
}
