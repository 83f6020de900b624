import type { DeltaRule } from '../catalogs/lab-indicator.ts';

/** One released or new value with the time its specimen was taken. */
export interface TimedValue {
  readonly value: number;
  readonly at: Date;
}

export type DeltaKind = 'absolute' | 'percent' | 'rate';

export interface DeltaFinding {
  readonly kind: DeltaKind;
  /** what was found, in the unit of the rule that was broken */
  readonly found: number;
  readonly limit: number;
}

const DAY = 86_400_000;
/** two specimens of one hour are not a change of days: a rate is asked of an hour at least */
const SHORTEST = 1 / 24;

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

/**
 * Has a value changed more against the value before than a living person or a good specimen would explain? A change equal
 * to a limit is accepted. An earlier value older than the rule looks back, or not older than this one, says nothing.
 *
 * @returns every limit that was broken; empty when none was, or when there is nothing to compare
 * @source CLSI EP33 (2016), use of delta checks: absolute, percent and rate differences (from memory); Tietz, Clinical Chemistry, examples of limits (from memory)
 */
export function deltaCheck(
  now: TimedValue,
  before: TimedValue | undefined,
  rule: DeltaRule | undefined,
): DeltaFinding[] {
  if (before === undefined || rule === undefined) return [];
  const days = (now.at.getTime() - before.at.getTime()) / DAY;
  if (days <= 0 || days > rule.withinDays) return [];
  const change = Math.abs(now.value - before.value);
  const tried: readonly (readonly [DeltaKind, number, number | undefined])[] = [
    ['absolute', change, rule.absolute],
    ['percent', before.value === 0 ? 0 : (change / Math.abs(before.value)) * 100, rule.percent],
    ['rate', change / Math.max(days, SHORTEST), rule.perDay],
  ];
  return tried.flatMap(([kind, found, limit]): DeltaFinding[] =>
    limit !== undefined && rounded(found) > limit ? [{ kind, found: rounded(found), limit }] : [],
  );
}
