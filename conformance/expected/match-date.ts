import { listOf, nodeOf, textOf } from '../json.ts';
import type { Found } from './values-of.ts';

/** First and last millisecond of what a text may mean. */
interface Span {
  readonly from: number;
  readonly to: number;
}

const pattern = /^(\d{4})(-\d\d)?(-\d\d)?(?:T(\d\d:\d\d)(:\d\d)?(\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/;

/** Texts without a zone are said where the house stands. */
const ZONE = '+07:00';

const addTo = (moment: number, { years = 0, months = 0 }: { years?: number; months?: number }): number => {
  const date = new Date(moment + 7 * 3_600_000);
  date.setUTCFullYear(date.getUTCFullYear() + years, date.getUTCMonth() + months);
  return date.getTime() - 7 * 3_600_000;
};

/** The span of a date as far as it was written. @throws RangeError for a text that is no date */
export function spanOf(text: string): Span {
  const [, year, month, day, minutes, seconds, fraction, zone] = pattern.exec(text) ?? [];
  if (year === undefined) throw new RangeError(`no date: ${text}`);
  const clock = `${minutes ?? '00:00'}${seconds ?? ':00'}${(fraction ?? '').slice(0, 4)}`;
  const from = Date.parse(`${year}${month ?? '-01'}${day ?? '-01'}T${clock}${zone ?? ZONE}`);
  if (month === undefined) return { from, to: addTo(from, { years: 1 }) - 1 };
  if (day === undefined) return { from, to: addTo(from, { months: 1 }) - 1 };
  if (minutes === undefined) return { from, to: from + 86_400_000 - 1 };
  if (seconds === undefined) return { from, to: from + 60_000 - 1 };
  return { from, to: from + (fraction === undefined ? 999 : Math.max(0, 10 ** (4 - fraction.length) - 1)) };
}

const startOf = (text: unknown): number => (textOf(text) === undefined ? -Infinity : spanOf(String(text)).from);
const endOf = (text: unknown): number => (textOf(text) === undefined ? Infinity : spanOf(String(text)).to);

/** Where a value lies in time: a Period from its start to its end, a Timing from its first to its last event. */
function spanOfValue({ type, value }: Found): Span | undefined {
  const node = nodeOf(value);
  if (type === 'Period') {
    const isEmpty = node.start === undefined && node.end === undefined;
    return isEmpty ? undefined : { from: startOf(node.start), to: endOf(node.end) };
  }
  if (type === 'Timing') {
    const events = listOf(node.event).flatMap((one) => (textOf(one) === undefined ? [] : [spanOf(String(one))]));
    const { start, end } = nodeOf(nodeOf(nodeOf(node.repeat)).boundsPeriod);
    if (start !== undefined || end !== undefined) events.push({ from: startOf(start), to: endOf(end) });
    if (events.length === 0) return undefined;
    return { from: Math.min(...events.map(({ from }) => from)), to: Math.max(...events.map(({ to }) => to)) };
  }
  // a choice may also be words: `daily`
  return typeof value === 'string' && pattern.test(value) ? spanOf(value) : undefined;
}

const judge: Readonly<Record<string, (target: Span, sought: Span) => boolean>> = {
  eq: (target, sought) => sought.from <= target.from && target.to <= sought.to,
  ne: (target, sought) => !(sought.from <= target.from && target.to <= sought.to),
  gt: (target, sought) => target.to > sought.to,
  lt: (target, sought) => target.from < sought.from,
  ge: (target, sought) => target.to > sought.to || (sought.from <= target.from && target.to <= sought.to),
  le: (target, sought) => target.from < sought.from || (sought.from <= target.from && target.to <= sought.to),
  sa: (target, sought) => target.from > sought.to,
  eb: (target, sought) => target.to < sought.from,
};

/**
 * Interval against interval. `ap` widens the sought one by a tenth of its distance from now.
 *
 * @source FHIR R4 4.0.1, search.html#prefix, #date (verified)
 */
export function matchesDate(found: Found, wanted: string, now: number): boolean {
  const prefix = /^[a-z]{2}/.exec(wanted)?.[0];
  const sought = spanOf(prefix ? wanted.slice(2) : wanted);
  const target = spanOfValue(found);
  if (!target) return false;
  if (prefix !== 'ap') return judge[prefix ?? 'eq']?.(target, sought) ?? false;
  const tenth = Math.abs(now - sought.from) / 10;
  return target.from <= sought.to + tenth && target.to >= sought.from - tenth;
}
