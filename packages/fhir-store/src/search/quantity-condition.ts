import type { SearchField } from '../index-plan.ts';
import { anyOf, type Condition, rank, rowsOf, type Scope } from './condition.ts';
import { errors } from './errors.ts';
import { aboutNumber, numberRange } from './number-range.ts';
import { type Prefix, splitPrefix } from './prefix.ts';
import { splitEscaped, unescapeValue } from './split-escaped.ts';
import type { Target } from './target.ts';

type Compare = (low: string, high: string, number: { value: string; from: string; to: string }) => string;

/**
 * `eq` and `ne` use the precision as written, the others compare with the exact value.
 *
 * @source FHIR R4 4.0.1, search.html#number (verified)
 */
const compare: Readonly<Record<Prefix, Compare>> = {
  eq: (low, high, { from, to }) => `(${low}>=${from} and ${low}<${to} and ${high}<${to})`,
  ne: (low, high, { from, to }) => `(${low}<${from} or ${high}>=${to})`,
  gt: (_, high, { value }) => `${high}>${value}`,
  lt: (low, _, { value }) => `${low}<${value}`,
  ge: (_, high, { value }) => `${high}>=${value}`,
  le: (low, _, { value }) => `${low}<=${value}`,
  sa: (low, _, { value }) => `${low}>${value}`,
  eb: (_, high, { value }) => `${high}<${value}`,
  ap: (low, high, { from, to }) => `(${low}<=${to} and ${high}>=${from})`,
};

/** Rows of idx_quantity: numbers are quantities without unit. */
export function quantityCondition(
  scope: Scope,
  target: Target,
  field: SearchField,
  values: readonly string[],
): Condition {
  const parts = values.map((value) => quantityPart(scope, target.written, field.type, value));
  return {
    table: 'idx_quantity',
    id: 'id',
    where: (row) => `${rowsOf(row, target.number, field.sources)} and ${anyOf(parts.map((part) => part(row)))}`,
    rank: rank.range,
  };
}

/** `5.4|http://unitsofmeasure.org|mg`, `5.4||mg`, `5.4`; a unit matches the code or the printed unit. */
function quantityPart(scope: Scope, written: string, type: SearchField['type'], text: string) {
  const [number = '', system, code, ...more] = splitEscaped(text, '|').map(unescapeValue);
  if (more.length > 0 || (type === 'number' && system !== undefined))
    throw errors.badValue({ at: written, detail: text });
  const compared = numberComparison(scope, written, number);
  const systemAt = system ? scope.bind.value(system) : undefined;
  const codeAt = code ? scope.bind.value(code) : undefined;
  return (row: string) => {
    const parts = [compared(`${row}.low`, `${row}.high`)];
    if (codeAt) parts.push(`${row}.code=${codeAt}`);
    if (systemAt) parts.push(`${row}.system=(select id from uri_system where uri=${systemAt})`);
    return `(${parts.join(' and ')})`;
  };
}

/** One value such as `gt5.4` as SQL over an interval of numbers. */
export function numberComparison({ bind }: Scope, written: string, text: string) {
  const { prefix, rest } = splitPrefix(text);
  const exact = numberRange(rest);
  if (!exact) throw errors.badNumber({ at: written, detail: text.slice(0, 100) });
  const range = prefix === 'ap' ? aboutNumber(exact) : exact;
  const bound = (value: string) => `${bind.value(value)}::numeric`;
  const isWide = prefix === 'eq' || prefix === 'ne' || prefix === 'ap';
  const number = isWide
    ? { value: '', from: bound(range.low), to: bound(range.high) }
    : { value: bound(range.value), from: '', to: '' };
  return (low: string, high: string) => compare[prefix](low, high, number);
}
