import type { RoomStore } from '@lienmach/system-kit';
import { entriesOf } from '../rules/facts.ts';
import type { JournalEntry } from '../rules/journal-entry.ts';
import { factsOfDay } from './walk-journal.ts';

/** All entries of one day as the record tells them now, corrections of other days among them. */
export async function deriveDay(store: RoomStore, day: string): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = [];
  for await (const facts of factsOfDay(store, day)) entries.push(...entriesOf(facts, day));
  return entries;
}
