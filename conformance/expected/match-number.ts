import { nodeOf, textOf } from '../json.ts';
import { changeUnit } from './change-unit.ts';
import { half, scaled } from './decimal.ts';
import { withBounds } from './sampled-bounds.ts';
import { meant, splitValue } from './split-value.ts';
import type { Found } from './values-of.ts';

/** undefined: without end on that side */
interface Span {
  readonly low?: bigint;
  readonly high?: bigint;
}

const numberOf = (value: unknown): bigint | undefined =>
  typeof value === 'number' || (typeof value === 'string' && value !== '') ? scaled(String(value)) : undefined;

function spanOf({ type, value }: Found): Span | undefined {
  if (type === 'Range') {
    const [low, high] = [numberOf(nodeOf(nodeOf(value).low).value), numberOf(nodeOf(nodeOf(value).high).value)];
    if (low === undefined && high === undefined) return undefined;
    return { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
  }
  const exact = numberOf(typeof value === 'object' ? nodeOf(value).value : value);
  if (exact === undefined) return undefined;
  const comparator = textOf(nodeOf(value).comparator) ?? '';
  if (comparator.startsWith('<')) return { high: exact };
  return comparator.startsWith('>') ? { low: exact } : { low: exact, high: exact };
}

const isAbove = (side: bigint | undefined, limit: bigint): boolean => side === undefined || side > limit;
const isBelow = (side: bigint | undefined, limit: bigint): boolean => side === undefined || side < limit;

/** Number against the interval of a value. @source FHIR R4 4.0.1, search.html#number, #prefix (verified) */
function compare({ low, high }: Span, prefix: string, text: string): boolean {
  const [value, margin] = [scaled(text), half(text)];
  const isInside = (by: bigint): boolean =>
    low !== undefined && high !== undefined && low >= value - by && high < value + by;
  const tenth = (value < 0n ? -value : value) / 10n;
  switch (prefix) {
    case 'ne':
      return !isInside(margin);
    case 'gt':
      return isAbove(high, value);
    case 'lt':
      return isBelow(low, value);
    case 'ge':
      return isAbove(high, value - 1n);
    case 'le':
      return isBelow(low, value + 1n);
    case 'sa':
      return low !== undefined && low > value;
    case 'eb':
      return high !== undefined && high < value;
    case 'ap':
      return isBelow(low, value + tenth + 1n) && isAbove(high, value - tenth - 1n);
    default:
      return isInside(margin);
  }
}

const split = (text: string): [prefix: string, rest: string] =>
  /^[a-z]{2}/.test(text) ? [text.slice(0, 2), text.slice(2)] : ['eq', text];

export function matchesNumber(found: Found, wanted: string): boolean {
  const span = spanOf(found);
  return span !== undefined && compare(span, ...split(wanted));
}

/** `number|system|code`: the unit by its code, or as it is printed; units of UCUM are changed into each other. */
export function matchesQuantity(written: Found, wanted: string): boolean {
  const found = withBounds(written);
  const other = inSoughtUnit(found, wanted);
  return isAmount(found, wanted) || (other !== undefined && isAmount(other, wanted));
}

const UCUM = 'http://unitsofmeasure.org';

/** The same amount in the unit that is sought, when both are of UCUM and can be compared. */
function inSoughtUnit({ type, value }: Found, wanted: string): Found | undefined {
  const [, system, unit = ''] = splitValue(wanted, '|').map(meant);
  if (system !== UCUM || unit === '') return undefined;
  const changed = (node: Record<string, unknown>): Record<string, unknown> | undefined => {
    const own = textOf(node.code);
    if (node.system !== UCUM || own === undefined || own === unit || typeof node.value !== 'number') return undefined;
    const number = changeUnit(own, unit)?.(node.value);
    return number === undefined ? undefined : { ...node, value: number, code: unit };
  };
  if (type !== 'Range') return wrapped(type, changed(nodeOf(value)));
  const { low, high } = nodeOf(value);
  const [from, to] = [changed(nodeOf(low)), changed(nodeOf(high))];
  return from || to ? { type, value: { ...(from ? { low: from } : {}), ...(to ? { high: to } : {}) } } : undefined;
}

const wrapped = (type: string, value: unknown): Found | undefined =>
  value === undefined ? undefined : { type, value };

function isAmount(found: Found, wanted: string): boolean {
  const [number = '', system = '', unit = ''] = splitValue(wanted, '|').map(meant);
  if (!matchesNumber(found, number)) return false;
  const node = nodeOf(found.value);
  const measured = found.type === 'Range' ? nodeOf(node.low ?? node.high) : node;
  const isMoney = found.type === 'Money';
  const own = isMoney ? { system: 'urn:iso:std:iso:4217', code: measured.currency } : measured;
  if (system !== '' && own.system !== system) return false;
  return unit === '' || own.code === unit || (system === '' && measured.unit === unit);
}
