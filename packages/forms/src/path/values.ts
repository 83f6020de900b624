import { isDate, isDateTime, isMoment, isTime, timeOf } from './moments.ts';
import { PathError } from './syntax.ts';

export type Values = readonly unknown[];

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export interface Amount {
  readonly value: number;
  readonly unit?: string | undefined;
  readonly code?: string | undefined;
}

export const isAmount = (value: unknown): value is Amount =>
  isObject(value) &&
  typeof value.value === 'number' &&
  ('unit' in value || 'code' in value || Object.keys(value).length === 1);

/** What stands alone in a collection; nothing: undefined. @throws PathError failed when there are several */
export function single(values: Values): unknown {
  if (values.length > 1) throw new PathError('failed', `one value expected, ${values.length} found`);
  return values[0];
}

/** Three-valued truth of a collection; a value that is no boolean counts as there, hence true. */
export function truth(values: Values): boolean | undefined {
  const one = single(values);
  if (one === undefined) return undefined;
  return typeof one === 'boolean' ? one : true;
}

/** @throws PathError failed */
export function numberOf(values: Values): number | undefined {
  const one = single(values);
  if (one === undefined) return undefined;
  if (typeof one === 'number') return one;
  if (isAmount(one)) return one.value;
  throw new PathError('failed', 'a number is needed');
}

/** @throws PathError failed */
export function textOf(values: Values): string | undefined {
  const one = single(values);
  if (one === undefined) return undefined;
  if (typeof one === 'string') return one;
  if (typeof one === 'number' || typeof one === 'boolean') return String(one);
  throw new PathError('failed', 'a text is needed');
}

const sameUnit = (a: Amount, b: Amount): boolean => (a.code ?? a.unit ?? '1') === (b.code ?? b.unit ?? '1');

function sameObject(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => isEqual(a[key], b[key]));
}

/** Equal as FHIRPath `=`: codings by system and code, moments by instant, the rest by content. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, index) => isEqual(one, b[index]));
  if (isDateTime(a) && isDateTime(b)) return timeOf(a) === timeOf(b);
  if (!isObject(a) || !isObject(b)) return false;
  if (isAmount(a) && isAmount(b)) return a.value === b.value && sameUnit(a, b);
  return sameObject(a, b);
}

/** Coding ~ Coding looks at system and code only; texts without case. */
export function isEquivalent(a: unknown, b: unknown): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a.trim().toLowerCase() === b.trim().toLowerCase();
  if (isObject(a) && isObject(b) && 'code' in a && 'code' in b && !isAmount(a))
    return a.code === b.code && a.system === b.system;
  return isEqual(a, b);
}

/** −1, 0, 1; undefined: they cannot be compared. */
export function order(a: unknown, b: unknown): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return Math.sign(a - b);
  if (isAmount(a) && isAmount(b)) return sameUnit(a, b) ? Math.sign(a.value - b.value) : undefined;
  if (isMoment(a) && isMoment(b)) return Math.sign(timeOf(a) - timeOf(b));
  if (isTime(a) && isTime(b)) return a.replace('T', '').localeCompare(b.replace('T', ''));
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : Number(a > b);
  return undefined;
}

const tests: Readonly<Record<string, (value: unknown) => boolean>> = {
  boolean: (value) => typeof value === 'boolean',
  integer: (value) => typeof value === 'number' && Number.isInteger(value),
  decimal: (value) => typeof value === 'number',
  string: (value) => typeof value === 'string',
  date: isDate,
  datetime: isDateTime,
  time: isTime,
  quantity: isAmount,
  coding: (value) => isObject(value) && 'code' in value && !isAmount(value),
};

/** Values carry no types of their own here: what they look like decides. @throws PathError unsupported */
export function isOfType(value: unknown, type: string): boolean {
  if (isObject(value) && typeof value.resourceType === 'string') return value.resourceType === type;
  const test = tests[type.toLowerCase()];
  if (test === undefined) throw new PathError('unsupported', `type ${type}`);
  return test(value);
}

const places = (value: number): number => {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(exponent));
};

/** Sums and products of decimals come out as people compute them: 0,1 + 0,2 is 0,3. */
export function exact(value: number, a: number, b: number, isProduct: boolean): number {
  const wanted = isProduct ? places(a) + places(b) : Math.max(places(a), places(b));
  return Number(value.toFixed(Math.min(wanted, 12)));
}
