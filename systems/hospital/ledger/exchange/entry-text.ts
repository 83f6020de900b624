import { parseXu, xuText } from '@lienmach/core';
import type { JournalEntry, JournalLine } from '../rules/journal-entry.ts';

/** An entry as a closed month keeps it: amounts are text, so that nothing is lost on the way. */
type WrittenEntry = Omit<JournalEntry, 'lines'> & {
  readonly lines: readonly { readonly role: JournalLine['role']; readonly debit: string; readonly credit: string }[];
};

/** The entries of one day as the bytes that a closed month keeps. */
export const entriesText = (entries: readonly JournalEntry[]): string =>
  JSON.stringify(
    entries.map(
      (entry): WrittenEntry => ({
        ...entry,
        lines: entry.lines.map(({ role, debit, credit }) => ({ role, debit: xuText(debit), credit: xuText(credit) })),
      }),
    ),
  );

/** The other way. */
export const readEntries = (text: string): JournalEntry[] =>
  (JSON.parse(text) as WrittenEntry[]).map((entry) => ({
    ...entry,
    lines: entry.lines.map(({ role, debit, credit }) => ({ role, debit: parseXu(debit), credit: parseXu(credit) })),
  }));
