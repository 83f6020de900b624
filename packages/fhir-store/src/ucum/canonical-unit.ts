import { parseUnit } from './parse-unit.ts';
import { decimalText, plus, type Rational, rational, times } from './rational.ts';

/** How amounts of one unit are written in base units. */
export interface CanonicalUnit {
  /** e.g. `g.m-3` for `mg/dL`; equal for units that can be compared */
  readonly code: string;
  /** a decimal text, or `Infinity` and `-Infinity`, which stay */
  readonly convert: (value: string) => string;
}

const MOST = 2000;
const LONGEST = 60;
const remembered = new Map<string, CanonicalUnit | undefined>();

/** Scales that do not begin where the kelvin does: added first, then multiplied. */
const shifted: Readonly<Record<string, readonly [offset: string, n: bigint, d: bigint]>> = {
  Cel: ['273.15', 1n, 1n],
  '[degF]': ['459.67', 5n, 9n],
  '[degRe]': ['218.52', 5n, 4n],
};

/** @param unit  code of UCUM @returns undefined when UCUM does not know it */
export function canonicalUnit(unit: string): CanonicalUnit | undefined {
  if (remembered.has(unit)) return remembered.get(unit);
  const made = unit.length > LONGEST ? undefined : (temperature(unit) ?? linear(unit));
  if (remembered.size >= MOST) remembered.clear();
  remembered.set(unit, made);
  return made;
}

function temperature(unit: string): CanonicalUnit | undefined {
  const [offset, n, d] = (Object.hasOwn(shifted, unit) && shifted[unit]) || [];
  const start = offset === undefined ? undefined : rational(offset);
  if (!start || n === undefined || d === undefined) return undefined;
  return { code: 'K', convert: (value) => converted(value, (exact) => times(plus(exact, start), { n, d })) };
}

function linear(unit: string): CanonicalUnit | undefined {
  const parsed = parseUnit(unit);
  if (!parsed) return undefined;
  const bases = [...parsed.dimension].sort(([a], [b]) => (a < b ? -1 : 1));
  const code = bases.map(([base, size]) => (size === 1 ? base : `${base}${size}`)).join('.') || '1';
  return { code, convert: (value) => converted(value, (exact) => times(exact, parsed.factor)) };
}

function converted(value: string, change: (exact: Rational) => Rational): string {
  const exact = rational(value);
  return exact ? decimalText(change(exact)) : value;
}
