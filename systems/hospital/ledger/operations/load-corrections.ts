import { codeSystems } from '@lienmach/core';
import type { RoomStore } from '@lienmach/system-kit';
import type { Basic } from 'fhir/r4';
import { CORRECTION, correctionOfDay, readCorrection } from '../exchange/correction-resource.ts';
import type { JournalEntry } from '../rules/journal-entry.ts';

const codeQuery = (code: string, more: Record<string, string> = {}): string =>
  new URLSearchParams({ code: `${codeSystems.ledger}|${code}`, ...more }).toString();

/** What was booked on this day about closed months, a page at a time. */
export async function loadCorrections(store: RoomStore, day: string, cursor: string | undefined) {
  const { items, next } = await store.page('Basic', codeQuery(CORRECTION, { created: day, _count: '200' }), cursor);
  const entries = items.filter(({ created }) => created === day).map(readCorrection);
  return { facts: { of: 'booked' as const, entries }, ...(next === undefined ? {} : { next }) };
}

/** What has been booked so far about one closed day. */
export const correctionsOf = async (store: RoomStore, day: string): Promise<JournalEntry[]> =>
  (await store.search('Basic', codeQuery(correctionOfDay(day)), 10_000)).map((basic: Basic) => readCorrection(basic));
