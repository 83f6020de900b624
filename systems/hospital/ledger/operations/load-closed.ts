import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { identifierSystems } from '@lienmach/core';
import { type RoomStore, searchEach } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { type ClosedDay, type ClosedMonth, readClosedMonth } from '../exchange/closed-month.ts';
import { readEntries } from '../exchange/entry-text.ts';
import type { JournalEntry } from '../rules/journal-entry.ts';
import type { Period } from '../rules/period.ts';

function monthsOf({ from, to }: Period): string[] {
  const months: string[] = [];
  for (let [year = 0, month = 0] = from.split('-').map(Number); ; ) {
    const name = `${year}-${String(month).padStart(2, '0')}`;
    if (name > to.slice(0, 7)) return months;
    months.push(name);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
}

/** The months of a period that are closed. */
export async function closedMonths(store: RoomStore, period: Period): Promise<ClosedMonth[]> {
  const names = monthsOf(period).map((month) => `${identifierSystems.accountingPeriod}|${month}`);
  return (await searchEach(store, 'Basic', 'identifier', names)).map(readClosedMonth);
}

/** Closed days of a period, by day. */
export const closedDays = async (store: RoomStore, period: Period): Promise<ReadonlyMap<string, ClosedDay>> =>
  new Map((await closedMonths(store, period)).flatMap(({ days }) => days.map((one) => [one.day, one])));

/** SHA-256, hexadecimal. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The entries of a closed day as they were booked. @throws ledger.closedChanged when they are not what was closed */
export async function closedEntries(store: RoomStore, closed: ClosedDay): Promise<JournalEntry[]> {
  const { data } = await store.follow('Binary', { reference: closed.content });
  const text = gunzipSync(Buffer.from(data ?? '', 'base64')).toString('utf8');
  if (digestOf(text) !== closed.digest) throw errors.closedChanged({ at: closed.content, day: closed.day });
  return readEntries(text);
}
