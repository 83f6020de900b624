import { isMoment, shiftMoment } from './moments.ts';
import { PathError } from './syntax.ts';
import {
  type Amount,
  exact,
  isAmount,
  isEqual,
  isEquivalent,
  order,
  single,
  textOf,
  truth,
  type Values,
} from './values.ts';

type Truth = boolean | undefined;
const of = (value: unknown): Values => (value === undefined ? [] : [value]);

const and = (a: Truth, b: Truth): Truth =>
  a === false || b === false ? false : a === undefined || b === undefined ? undefined : true;
const or = (a: Truth, b: Truth): Truth => (a || b ? true : a === undefined || b === undefined ? undefined : false);

function equal(a: Values, b: Values, same: (a: unknown, b: unknown) => boolean): Truth {
  if (a.length === 0 || b.length === 0) return undefined;
  return a.length === b.length && a.every((one, index) => same(one, b[index]));
}

function equivalent(a: Values, b: Values): boolean {
  return a.length === b.length && a.every((one) => b.some((other) => isEquivalent(one, other)));
}

/** @throws PathError failed */
function compared(a: Values, b: Values, test: (order: number) => boolean): Truth {
  const [x, y] = [single(a), single(b)];
  if (x === undefined || y === undefined) return undefined;
  const result = order(x, y);
  return result === undefined ? undefined : test(result);
}

function amounts(x: unknown, y: unknown): readonly [number, number, Amount | undefined] {
  const [a, b] = [x, y].map((one) => (isAmount(one) ? one.value : one));
  if (typeof a !== 'number' || typeof b !== 'number') throw new PathError('failed', 'numbers are needed');
  return [a, b, isAmount(x) ? x : isAmount(y) ? y : undefined];
}

const withUnit = (value: number, unit: Amount | undefined): unknown =>
  unit === undefined ? value : { ...unit, value };

function add(a: unknown, b: unknown, sign: 1 | -1): unknown {
  if (typeof a === 'string' && typeof b === 'string' && sign === 1) return a + b;
  if (isMoment(a) && isAmount(b)) return shiftMoment(a, sign * b.value, b.code ?? b.unit ?? '');
  const [x, y, unit] = amounts(a, b);
  return withUnit(exact(x + sign * y, x, y, false), unit);
}

const divided = (b: number, make: () => number): number | undefined => (b === 0 ? undefined : make());

const arithmetic: Readonly<Record<string, (a: unknown, b: unknown) => unknown>> = {
  '+': (a, b) => add(a, b, 1),
  '-': (a, b) => add(a, b, -1),
  '*': (a, b) => {
    const [x, y, unit] = amounts(a, b);
    return withUnit(exact(x * y, x, y, true), unit);
  },
  '/': (a, b) => {
    const [x, y] = amounts(a, b);
    return divided(y, () => x / y);
  },
  div: (a, b) => {
    const [x, y] = amounts(a, b);
    return divided(y, () => Math.trunc(x / y));
  },
  mod: (a, b) => {
    const [x, y] = amounts(a, b);
    return divided(y, () => exact(x % y, x, y, false));
  },
};

const isIn = (a: Values, b: Values): Truth => {
  const one = single(a);
  return one === undefined ? undefined : b.some((other) => isEqual(one, other));
};
const not = (value: Truth): Truth => (value === undefined ? undefined : !value);

const collections: Readonly<Record<string, (a: Values, b: Values) => Values>> = {
  '|': (a, b) => distinct([...a, ...b]),
  '&': (a, b) => [`${textOf(a) ?? ''}${textOf(b) ?? ''}`],
  '=': (a, b) => of(equal(a, b, isEqual)),
  '!=': (a, b) => of(not(equal(a, b, isEqual))),
  '~': (a, b) => [equivalent(a, b)],
  '!~': (a, b) => [!equivalent(a, b)],
  '<': (a, b) => of(compared(a, b, (result) => result < 0)),
  '<=': (a, b) => of(compared(a, b, (result) => result <= 0)),
  '>': (a, b) => of(compared(a, b, (result) => result > 0)),
  '>=': (a, b) => of(compared(a, b, (result) => result >= 0)),
  in: (a, b) => of(isIn(a, b)),
  contains: (a, b) => of(isIn(b, a)),
  and: (a, b) => of(and(truth(a), truth(b))),
  or: (a, b) => of(or(truth(a), truth(b))),
  xor: (a, b) => {
    const [x, y] = [truth(a), truth(b)];
    return of(x === undefined || y === undefined ? undefined : x !== y);
  },
  implies: (a, b) => of(or(not(truth(a)), truth(b))),
};

export function distinct(values: Values): unknown[] {
  const found: unknown[] = [];
  for (const value of values) if (!found.some((one) => isEqual(one, value))) found.push(value);
  return found;
}

/** @throws PathError failed */
export function applyOperator(operator: string, a: Values, b: Values): Values {
  const onCollections = collections[operator];
  if (onCollections) return onCollections(a, b);
  const compute = arithmetic[operator];
  if (compute === undefined) throw new PathError('unsupported', operator);
  const [x, y] = [single(a), single(b)];
  return x === undefined || y === undefined ? [] : of(compute(x, y));
}
