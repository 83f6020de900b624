/** @source Luật Kế toán 88/2015/QH13 Điều 12, accounting periods (from memory) */
import { addDays, daysBetween, parseVnDate } from '@lienmach/core';
import { errors } from '../errors.ts';

/** most days asked for at once: a leap year */
const MOST_DAYS = 366;

export interface Period {
  /** `yyyy-MM-dd`, both included */
  readonly from: string;
  readonly to: string;
}

/** @throws ledger.badPeriod, core.notADate @source none: a range of days */
export function readPeriod(from: string, to: string): Period {
  const period = { from: parseVnDate(from, 'from'), to: parseVnDate(to, 'to') };
  const isWhole = period.from.length === 10 && period.to.length === 10;
  if (!isWhole || period.to < period.from || daysBetween(period.from, period.to) >= MOST_DAYS) {
    throw errors.badPeriod({ at: 'from', most: MOST_DAYS });
  }
  return period;
}

/** First and last day of `yyyy-MM`. @throws ledger.badMonth @source none: a range of days */
export function monthPeriod(month: string): Period {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw errors.badMonth({ at: 'month' });
  const from = `${month}-01`;
  const next = `${addDays(from, 31).slice(0, 7)}-01`;
  return { from, to: addDays(next, -1) };
}

/** @source none: a range of days */
export const holds = ({ from, to }: Period, day: string): boolean => from <= day && day <= to;

/** Instants of one day in Viet Nam as criteria of a search. @source none: a range of instants */
export const withinDay = (parameter: string, day: string): string[][] => [
  [parameter, `ge${day}T00:00:00+07:00`],
  [parameter, `lt${addDays(day, 1)}T00:00:00+07:00`],
];
