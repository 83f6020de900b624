import type { SearchField } from '../index-plan.ts';
import { anyOf, type Condition, rank, rowsOf, type Scope } from './condition.ts';
import { type DateRange, dateRange } from './date-range.ts';
import { errors } from './errors.ts';
import { type Prefix, splitPrefix } from './prefix.ts';
import type { Target } from './target.ts';

type Compare = (low: string, high: string, from: () => string, to: () => string) => string;

/**
 * Row interval [low, high] against the searched interval [from, to], both ends included.
 *
 * @source FHIR R4 4.0.1, search.html#prefix (verified)
 */
const compare: Readonly<Record<Exclude<Prefix, 'ap'>, Compare>> = {
  eq: (low, high, from, to) => `(${low}>=${from()} and ${low}<=${to()} and ${high}<=${to()})`,
  ne: (low, high, from, to) => `(${low}<${from()} or ${high}>${to()})`,
  gt: (_, high, __, to) => `${high}>${to()}`,
  lt: (low, _, from) => `${low}<${from()}`,
  ge: (low, high, from, to) => `(${low}>=${from()} or ${high}>${to()})`,
  le: (low, high, from, to) => `(${low}<=${to()} and (${low}<${from()} or ${high}<=${to()}))`,
  sa: (low, _, __, to) => `${low}>${to()}`,
  eb: (_, high, from) => `${high}<${from()}`,
};

/** Rows of idx_date; of the resource table for `_lastUpdated`. */
export function dateCondition(scope: Scope, target: Target, field: SearchField, values: readonly string[]): Condition {
  const parts = values.map((value) => dateComparison(scope, target.written, value));
  const onResource = field.code === '_lastUpdated';
  const [low, high] = onResource ? ['updated', 'updated'] : ['low', 'high'];
  const rows = (row: string) =>
    onResource ? `${row}.type=${target.number} and not ${row}.deleted` : rowsOf(row, target.number, field.sources);
  return {
    table: onResource ? 'resource' : 'idx_date',
    id: 'id',
    where: (row) => `${rows(row)} and ${anyOf(parts.map((part) => part(`${row}.${low}`, `${row}.${high}`)))}`,
    rank: rank.range,
    isUnique: onResource,
    sources: field.sources,
  };
}

/** One value such as `ge2026-03-01` as SQL over an interval. */
export function dateComparison(scope: Scope, written: string, value: string) {
  const { prefix, rest } = splitPrefix(value);
  // a query decodes the plus sign of a zone to a space
  const range = dateRange(rest.replace(' ', '+'), scope.zone);
  if (!range) throw errors.badDate({ at: written, detail: value.slice(0, 100) });
  const meant = prefix === 'ap' ? about(range, scope.now) : range;
  const [first, last] = [scope.bind.later(meant.low), scope.bind.later(meant.high)];
  const from = () => `${first()}::timestamptz`;
  const to = () => `${last()}::timestamptz`;
  if (prefix === 'ap') return (low: string, high: string) => `(${low}<=${to()} and ${high}>=${from()})`;
  return (low: string, high: string) => compare[prefix](low, high, from, to);
}

/** A tenth of the distance to now on both sides, as the standard proposes. */
function about({ low, high }: DateRange, now: Date): DateRange {
  const tenth = Math.abs(now.getTime() - Date.parse(low)) / 10;
  if (Number.isNaN(tenth) || high === 'infinity') return { low, high };
  const shift = (text: string, by: number) => new Date(Date.parse(text) + by).toISOString();
  return { low: shift(low, -tenth), high: shift(high, tenth) };
}
