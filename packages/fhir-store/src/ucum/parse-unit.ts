import { atoms, prefixes } from './atoms.ts';
import { ONE, power, type Rational, rational, times } from './rational.ts';

/** A unit taken apart: how many canonical units it is, and which. */
export interface ParsedUnit {
  readonly factor: Rational;
  /** exponents of base units */
  readonly dimension: ReadonlyMap<string, number>;
}

const NONE: ReadonlyMap<string, number> = new Map();
const SPARE: ParsedUnit = { factor: ONE, dimension: NONE };
const LARGEST_EXPONENT = 40;
const MOST_LEVELS = 12;

const powerOfTen = /^10[*^]([+-]?\d{1,2})?$/;
const withExponent = /^(.*?)([+-]?\d{1,2})?$/;

/**
 * A unit in the case sensitive form of UCUM: `mmol/L`, `10*3/uL`, `mm[Hg]`, `{beats}/min`.
 *
 * Three departures, so that amounts which nobody would compare stay apart: the mole is a base unit and not a number, and so
 * are arbitrary units (`[iU]`) and units on a scale of their own (`[pH]`, `B`).
 *
 * @returns undefined for what UCUM does not know
 * @source The Unified Code for Units of Measure 2.1, §§ 1-12 (verified against ucum-essence as published)
 */
export function parseUnit(text: string, level = 0): ParsedUnit | undefined {
  if (level > MOST_LEVELS) return undefined;
  let result: ParsedUnit | undefined = SPARE;
  for (const { sign, part } of partsOf(text) ?? [{ sign: 1, part: '' }]) {
    const unit = part === '' ? undefined : component(part, level);
    result = unit && result && product(result, raise(unit, sign));
    if (!result) return undefined;
  }
  return result;
}

/** Factors with the sign of their exponent; `/` divides by the one after it only. Undefined for brackets that do not close. */
function partsOf(text: string): { sign: 1 | -1; part: string }[] | undefined {
  const parts: { sign: 1 | -1; part: string }[] = [];
  const open: string[] = [];
  let sign: 1 | -1 = 1;
  let start = 0;
  const cut = (at: number): void => {
    if (at > 0 || text[at] !== '/') parts.push({ sign, part: text.slice(start, at) });
    sign = text[at] === '/' ? -1 : 1;
    start = at + 1;
  };
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    const closing = open.at(-1);
    if (letter === closing) open.pop();
    else if (closing === '}' || closing === ']') continue;
    else if (letter in brackets) open.push(brackets[letter] ?? '');
    else if (closing === undefined && (letter === '.' || letter === '/')) cut(at);
  }
  cut(text.length);
  return open.length > 0 ? undefined : parts;
}

const brackets: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

function component(text: string, level: number): ParsedUnit | undefined {
  const bare = text.replace(/\{[^}]*\}$/, '');
  if (bare === '') return SPARE;
  if (bare.startsWith('(')) {
    const [, inner = '', exponent = '1'] = /^\((.*)\)([+-]?\d{1,2})?$/.exec(bare) ?? [];
    const unit = inner === '' ? undefined : parseUnit(inner, level + 1);
    return unit && raise(unit, Number(exponent));
  }
  const ten = powerOfTen.exec(bare);
  if (ten) return raise({ factor: { n: 10n, d: 1n }, dimension: NONE }, Number(ten[1] ?? 1));
  if (/^\d{1,15}$/.test(bare))
    return bare === '0' ? undefined : { factor: { n: BigInt(bare), d: 1n }, dimension: NONE };
  const [, name = '', exponent = '1'] = withExponent.exec(bare) ?? [];
  const unit = simpleUnit(name, level) ?? (exponent === '1' ? undefined : simpleUnit(bare, level));
  return unit && raise(unit, Number(exponent));
}

function simpleUnit(name: string, level: number): ParsedUnit | undefined {
  const whole = atom(name, level);
  if (whole) return whole;
  for (const size of [2, 1]) {
    const prefix = prefixes.get(name.slice(0, size));
    const rest = name.slice(size);
    const unit = prefix && atoms.get(rest)?.isMetric ? atom(rest, level) : undefined;
    if (prefix && unit) return { factor: times(prefix, unit.factor), dimension: unit.dimension };
  }
  return undefined;
}

function atom(name: string, level: number): ParsedUnit | undefined {
  const known = atoms.get(name);
  if (!known) return undefined;
  if (known.unit === undefined) return { factor: ONE, dimension: new Map([[name, 1]]) };
  const [value, unit] = [rational(known.value), parseUnit(known.unit, level + 1)];
  return value && unit && { factor: times(value, unit.factor), dimension: unit.dimension };
}

function raise(unit: ParsedUnit, exponent: number): ParsedUnit | undefined {
  if (exponent === 1) return unit;
  if (Math.abs(exponent) > LARGEST_EXPONENT || unit.factor.n === 0n) return undefined;
  const dimension = [...unit.dimension].map(([base, size]): [string, number] => [base, size * exponent]);
  return { factor: power(unit.factor, exponent), dimension: new Map(dimension) };
}

function product(a: ParsedUnit, b: ParsedUnit | undefined): ParsedUnit | undefined {
  if (!b) return undefined;
  const dimension = new Map(a.dimension);
  for (const [base, size] of b.dimension) {
    const sum = (dimension.get(base) ?? 0) + size;
    if (sum === 0) dimension.delete(base);
    else dimension.set(base, sum);
  }
  return { factor: times(a.factor, b.factor), dimension };
}
