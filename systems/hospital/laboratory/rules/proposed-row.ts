import type { CriticalLimit, DeltaRule, Group, LabIndicator, ReferenceInterval } from '../catalogs/lab-indicator.ts';
import { errors } from '../errors.ts';

/** One interval as it was typed; what is absent was left empty. */
export interface TypedInterval {
  readonly sex?: string;
  readonly minAge?: number;
  readonly maxAge?: number;
  readonly maxDays?: number;
  readonly pregnant?: boolean;
  readonly low?: number;
  readonly high?: number;
  readonly text?: string;
}

/** What may be changed of a row; unit, code and words stay. */
export interface TypedRow {
  readonly from: string;
  readonly to?: string;
  readonly name?: string;
  readonly method?: string;
  readonly decimals?: number;
  readonly range: readonly TypedInterval[];
  readonly critical: readonly TypedInterval[];
  readonly delta?: DeltaRule;
}

const OLDEST = 150;
const bad = (at: string, detail: string) => errors.badCatalogRow({ at, detail });

function groupOf({ sex, minAge = 0, maxAge, maxDays, pregnant }: TypedInterval, at: string): Group {
  if (sex !== undefined && sex !== 'male' && sex !== 'female') throw bad(at, `sex ${sex}`);
  if (minAge < 0 || minAge > OLDEST || (maxAge !== undefined && (maxAge < minAge || maxAge > OLDEST))) {
    throw bad(at, `age ${minAge}–${maxAge ?? ''}`);
  }
  return {
    minAge,
    ...(sex === undefined ? {} : { sex }),
    ...(maxAge === undefined ? {} : { maxAge }),
    ...(maxDays === undefined ? {} : { maxDays }),
    ...(pregnant === true ? { pregnant } : {}),
  };
}

function boundsOf({ low, high }: TypedInterval, at: string): CriticalLimit {
  if (low !== undefined && high !== undefined && low > high) throw bad(at, `${low} > ${high}`);
  return { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
}

function rangeOf(typed: TypedInterval): ReferenceInterval {
  const bounds = boundsOf(typed, 'range');
  if (Object.keys(bounds).length === 0 && typed.text === undefined) throw bad('range', 'empty');
  return { ...groupOf(typed, 'range'), ...bounds, ...(typed.text === undefined ? {} : { text: typed.text }) };
}

const isOfAll = ({ sex, minAge, maxAge, maxDays, pregnant }: TypedInterval): boolean =>
  sex === undefined && minAge === undefined && maxAge === undefined && maxDays === undefined && pregnant !== true;

function criticalOf(typed: readonly TypedInterval[]): Pick<LabIndicator, 'critical' | 'criticalOf'> {
  const limits = typed.map((one) => ({ typed: one, bounds: boundsOf(one, 'critical') }));
  if (limits.some(({ bounds }) => Object.keys(bounds).length === 0)) throw bad('critical', 'empty');
  const [ofAll, twice] = limits.filter((one) => isOfAll(one.typed));
  if (twice !== undefined) throw bad('critical', 'twice for everybody');
  const groups = limits.filter((one) => !isOfAll(one.typed));
  return {
    ...(ofAll === undefined ? {} : { critical: ofAll.bounds }),
    ...(groups.length === 0
      ? {}
      : { criticalOf: groups.map((one) => ({ ...groupOf(one.typed, 'critical'), ...one.bounds })) }),
  };
}

/**
 * The next row of an indicator: what was typed over what is there, from a day to come on. Rows of the past are never changed:
 * results that were judged by them stay what they are.
 *
 * @param today  ISO day in Viet Nam
 * @throws laboratory.badCatalogRow, rowBeginsTooEarly
 * @source QĐ 2429/QĐ-BYT (12/06/2017), the laboratory sets intervals for its own methods and keeps their versions (secondary)
 */
export function proposedRow(base: LabIndicator, typed: TypedRow, today: string): LabIndicator {
  const { from, to, name, method, decimals, delta } = typed;
  if (from <= today) throw errors.rowBeginsTooEarly({ at: 'from' });
  if (to !== undefined && to < from) throw bad('to', `${to} < ${from}`);
  if (delta !== undefined && !(delta.withinDays > 0)) throw bad('delta', 'withinDays');
  const { critical: _c, criticalOf: _g, delta: _d, validTo: _t, ...kept } = base;
  return {
    ...kept,
    ranges: typed.range.map(rangeOf),
    ...criticalOf(typed.critical),
    validFrom: from,
    ...(to === undefined ? {} : { validTo: to }),
    ...(name === undefined ? {} : { name }),
    ...(method === undefined ? {} : { method }),
    ...(decimals === undefined ? {} : { decimals }),
    ...(delta === undefined ? {} : { delta }),
  };
}
