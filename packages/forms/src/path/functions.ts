import { matchesPattern } from '../safe-pattern.ts';
import { differenceOf, isMoment } from './moments.ts';
import { distinct } from './operators.ts';
import { PathError } from './syntax.ts';
import { exact, isEqual, isObject, numberOf, textOf, truth, type Values } from './values.ts';

/** What a function sees: what stands before the dot, its arguments evaluated there, and the clock of the form. */
export interface CallOf {
  readonly on: Values;
  /** argument evaluated once */
  value(index: number): Values;
  /** argument evaluated for one item as `$this` */
  each(index: number, item: unknown, position: number): Values;
  readonly count: number;
  /** FHIR dateTime */
  readonly now: string;
  /** score of a coding in this form */
  readonly score: (coding: unknown) => number | undefined;
}

type Run = (call: CallOf) => Values;
const of = (value: unknown): Values => (value === undefined ? [] : [value]);

/** everything right below an element, answers and rows in the order they stand */
export const childrenOf = (value: unknown): unknown[] => (isObject(value) ? Object.values(value).flat() : []);

function descendants(values: Values): unknown[] {
  const found: unknown[] = [];
  let level = values.flatMap(childrenOf);
  while (level.length > 0) {
    found.push(...level);
    level = level.flatMap(childrenOf);
  }
  return found;
}

const numbers = (values: Values): number[] => values.map((one) => numberOf([one]) ?? 0);
const sum = (values: Values): number => numbers(values).reduce((a, b) => exact(a + b, a, b, false), 0);

const math =
  (compute: (value: number, argument: number | undefined) => number): Run =>
  (call) => {
    const value = numberOf(call.on);
    if (value === undefined) return [];
    const made = compute(value, call.count > 0 ? numberOf(call.value(0)) : undefined);
    return Number.isFinite(made) ? [made] : [];
  };

const text =
  (compute: (value: string, first: string, second: string) => unknown): Run =>
  (call) => {
    const value = textOf(call.on);
    const [first, second] = [0, 1].map((index) => (index < call.count ? textOf(call.value(index)) : ''));
    return value === undefined || first === undefined || second === undefined ? [] : of(compute(value, first, second));
  };

function toInteger(on: Values): Values {
  const value = on[0];
  if (typeof value === 'boolean') return [Number(value)];
  if (typeof value === 'number') return Number.isInteger(value) ? [value] : [];
  return typeof value === 'string' && /^[+-]?\d{1,15}$/.test(value) ? [Number(value)] : [];
}

function toDecimal(on: Values): Values {
  const value = on[0];
  if (typeof value === 'boolean' || typeof value === 'number') return [Number(value)];
  return typeof value === 'string' && /^[+-]?\d{1,15}(\.\d{1,15})?$/.test(value) ? [Number(value)] : [];
}

function substring(call: CallOf): Values {
  const value = textOf(call.on);
  const start = numberOf(call.value(0));
  if (value === undefined || start === undefined || start < 0 || start >= value.length) return [];
  const length = call.count > 1 ? numberOf(call.value(1)) : undefined;
  return [length === undefined ? value.slice(start) : value.slice(start, start + Math.max(0, length))];
}

function difference(call: CallOf): Values {
  const [from, to, unit] = [call.on[0], call.value(0)[0], call.value(1)[0]];
  if (from === undefined || to === undefined) return [];
  if (!isMoment(from) || !isMoment(to) || typeof unit !== 'string')
    throw new PathError('failed', 'difference(date, unit)');
  return [differenceOf(from, to, unit)];
}

function repeat(call: CallOf): Values {
  const found: unknown[] = [];
  let level: Values = call.on;
  while (level.length > 0) {
    const next: Values = level.flatMap((item, index) => [...call.each(0, item, index)]);
    level = next.filter((one) => !found.includes(one));
    found.push(...level);
  }
  return found;
}

const where = (call: CallOf): unknown[] => call.on.filter((item, index) => truth(call.each(0, item, index)) === true);
const every = (call: CallOf): boolean => call.on.every((item, index) => truth(call.each(0, item, index)) === true);

const onCollections: Readonly<Record<string, Run>> = {
  where,
  select: (call) => call.on.flatMap((item, index) => [...call.each(0, item, index)]),
  exists: (call) => [(call.count > 0 ? where(call) : call.on).length > 0],
  empty: ({ on }) => [on.length === 0],
  not: ({ on }) => of(on.length === 0 ? undefined : truth(on) === false),
  all: (call) => [every(call)],
  allTrue: ({ on }) => [on.every((one) => one === true)],
  anyTrue: ({ on }) => [on.some((one) => one === true)],
  allFalse: ({ on }) => [on.every((one) => one === false)],
  anyFalse: ({ on }) => [on.some((one) => one === false)],
  count: ({ on }) => [on.length],
  first: ({ on }) => on.slice(0, 1),
  last: ({ on }) => on.slice(-1),
  tail: ({ on }) => on.slice(1),
  skip: (call) => call.on.slice(Math.max(0, numberOf(call.value(0)) ?? 0)),
  take: (call) => call.on.slice(0, Math.max(0, numberOf(call.value(0)) ?? 0)),
  single: (call) => {
    if (call.on.length > 1) throw new PathError('failed', 'single() of several');
    return call.on;
  },
  distinct: ({ on }) => distinct(on),
  isDistinct: ({ on }) => [distinct(on).length === on.length],
  union: (call) => distinct([...call.on, ...call.value(0)]),
  combine: (call) => [...call.on, ...call.value(0)],
  intersect: (call) => distinct(call.on.filter((one) => call.value(0).some((other) => isEqual(one, other)))),
  exclude: (call) => call.on.filter((one) => !call.value(0).some((other) => isEqual(one, other))),
  children: ({ on }) => on.flatMap(childrenOf),
  descendants: ({ on }) => descendants(on),
  repeat,
  sum: ({ on }) => (on.length === 0 ? [] : [sum(on)]),
  min: ({ on }) => (on.length === 0 ? [] : [Math.min(...numbers(on))]),
  max: ({ on }) => (on.length === 0 ? [] : [Math.max(...numbers(on))]),
  avg: ({ on }) => (on.length === 0 ? [] : [sum(on) / on.length]),
  join: (call) => [call.on.map((one) => textOf([one]) ?? '').join(call.count > 0 ? (textOf(call.value(0)) ?? '') : '')],
  hasValue: ({ on }) => [on.length === 1 && !isObject(on[0])],
  extension: (call) => {
    const url = textOf(call.value(0));
    return call.on.flatMap(childrenOf).filter((one) => isObject(one) && one.url === url);
  },
  ordinal: ({ on, score }) => on.flatMap((one) => of(score(one))),
  weight: ({ on, score }) => on.flatMap((one) => of(score(one))),
  iif: (call) => {
    if (truth(call.value(0)) === true) return call.value(1);
    return call.count > 2 ? call.value(2) : [];
  },
  today: ({ now }) => [now.slice(0, 10)],
  now: ({ now }) => [now],
  timeOfDay: ({ now }) => [now.slice(11, 19)],
  toInteger: ({ on }) => toInteger(on),
  toDecimal: ({ on }) => toDecimal(on),
  toString: (call: CallOf) => of(textOf(call.on)),
  toDate: ({ on }) => (isMoment(on[0]) ? [on[0].slice(0, 10)] : []),
  difference,
};

const onOneValue: Readonly<Record<string, Run>> = {
  abs: math(Math.abs),
  ceiling: math(Math.ceil),
  floor: math(Math.floor),
  truncate: math(Math.trunc),
  sqrt: math(Math.sqrt),
  exp: math(Math.exp),
  ln: math(Math.log),
  log: math((value, base = Math.E) => Math.log(value) / Math.log(base)),
  power: math((value, exponent = 1) => value ** exponent),
  round: math((value, digits = 0) => Number(value.toFixed(Math.min(Math.max(digits, 0), 12)))),
  length: text((value) => value.length),
  upper: text((value) => value.toUpperCase()),
  lower: text((value) => value.toLowerCase()),
  trim: text((value) => value.trim()),
  startsWith: text((value, start) => value.startsWith(start)),
  endsWith: text((value, end) => value.endsWith(end)),
  contains: text((value, part) => value.includes(part)),
  indexOf: text((value, part) => value.indexOf(part)),
  replace: text((value, part, by) => (part === '' ? value : value.replaceAll(part, () => by))),
  matches: text((value, pattern) => matchesPattern(value, pattern)),
  substring,
  split: (call) =>
    (textOf(call.on) ?? '').split(textOf(call.value(0)) ?? ',').filter((_, __, all) => all[0] !== '' || all.length > 1),
};

export const functions: Readonly<Record<string, Run>> = { ...onCollections, ...onOneValue };
export const functionNames: ReadonlySet<string> = new Set(Object.keys(functions));
