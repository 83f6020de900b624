import { addDays } from '@lienmach/core';
import type { RoomStore } from '@lienmach/system-kit';
import type { ClosedDay } from '../exchange/closed-month.ts';
import { entriesOf, type Facts } from '../rules/facts.ts';
import type { JournalEntry } from '../rules/journal-entry.ts';
import type { Period } from '../rules/period.ts';
import { daySections, type FactsPage } from './day-sections.ts';
import { closedDays, closedEntries } from './load-closed.ts';

export type SectionName = keyof typeof daySections;
export const sectionNames = Object.keys(daySections) as readonly SectionName[];

/** Where a walk stands: it goes on from here. `closed` counts entries of a closed day. */
export interface JournalPlace {
  readonly day: string;
  readonly section: SectionName | 'closed';
  readonly cursor?: string;
}

export interface JournalPage {
  readonly day: string;
  readonly facts: Facts;
  readonly entries: readonly JournalEntry[];
  /** absent after the last page of the period */
  readonly next?: JournalPlace;
}

/** entries of a closed day that make a page */
const CLOSED_PAGE = 400;

const firstOf = (day: string): JournalPlace => ({ day, section: sectionNames[0] ?? 'closed' });

function placeAfter(
  period: Period,
  { day, section }: JournalPlace,
  cursor: string | undefined,
): JournalPlace | undefined {
  if (cursor !== undefined) return { day, section, cursor };
  const after = section === 'closed' ? undefined : sectionNames[sectionNames.indexOf(section) + 1];
  if (after !== undefined) return { day, section: after };
  return day < period.to ? firstOf(addDays(day, 1)) : undefined;
}

/** One day straight from the record, a page at a time, whether its month is closed or not. */
export async function* factsOfDay(store: RoomStore, day: string): AsyncGenerator<Facts> {
  for (const section of sectionNames) {
    for (let cursor: string | undefined, isOver = false; !isOver; ) {
      const { facts, next }: FactsPage = await daySections[section](store, day, cursor);
      yield facts;
      cursor = next;
      isOver = next === undefined;
    }
  }
}

async function derivedPage(store: RoomStore, period: Period, place: JournalPlace): Promise<JournalPage> {
  const { day, section, cursor } = place;
  const read = daySections[section === 'closed' ? 'papers' : section];
  const { facts, next }: FactsPage = await read(store, day, cursor);
  const after = placeAfter(period, place, next);
  return { day, facts, entries: entriesOf(facts, day), ...(after === undefined ? {} : { next: after }) };
}

/** A page of a day that was closed: as it was booked, whatever the record says now. */
async function closedPage(
  store: RoomStore,
  period: Period,
  place: JournalPlace,
  frozen: ClosedDay,
): Promise<JournalPage> {
  const from = place.section === 'closed' ? Number(place.cursor ?? 0) : 0;
  const all = await closedEntries(store, frozen);
  const entries = all.slice(from, from + CLOSED_PAGE);
  const more = from + CLOSED_PAGE < all.length ? String(from + CLOSED_PAGE) : undefined;
  const after = placeAfter(period, { day: place.day, section: 'closed' }, more);
  return { day: place.day, facts: { of: 'booked', entries }, entries, ...(after === undefined ? {} : { next: after }) };
}

/**
 * The journal of a period, a page at a time: closed days as they were booked, open ones as the record tells them now.
 *
 * @param start  where an earlier walk stopped
 */
export async function* walkJournal(
  store: RoomStore,
  period: Period,
  start: JournalPlace = firstOf(period.from),
): AsyncGenerator<JournalPage> {
  const closed = await closedDays(store, period);
  for (let place: JournalPlace | undefined = start; place !== undefined; ) {
    const frozen = closed.get(place.day);
    const page: JournalPage =
      frozen === undefined ? await derivedPage(store, period, place) : await closedPage(store, period, place, frozen);
    yield page;
    place = page.next;
  }
}
