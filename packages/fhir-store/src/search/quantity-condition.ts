import type { SearchField } from '../index-plan.ts';
import { keyText } from '../indexing/key-text.ts';
import { UCUM } from '../indexing/quantity-values.ts';
import { type CanonicalUnit, canonicalUnit } from '../ucum/canonical-unit.ts';
import { OWN_NUMBER } from '../write/uri-systems.ts';
import { anyOf, type Condition, rank, rowsOf, type Scope } from './condition.ts';
import { errors } from './errors.ts';
import { aboutNumber, type NumberRange, numberRange } from './number-range.ts';
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

/** A searched amount, its unit looked up. */
export interface Amount {
  /** `gt5.4` */
  readonly number: string;
  /** undefined: any */
  readonly system: string | undefined;
  readonly code: string | undefined;
  /** the unit is one of UCUM: the amount is then sought in base units too */
  readonly base: CanonicalUnit | undefined;
}

/** `5.4|http://unitsofmeasure.org|mg`, `5.4||mg`, `5.4`. */
export function parseAmount(text: string, at: string): Amount {
  const [number = '', system, code, ...more] = splitEscaped(text, '|').map(unescapeValue);
  if (more.length > 0) throw errors.badValue({ at, detail: text.slice(0, 100) });
  const base = system === UCUM && code ? canonicalUnit(code) : undefined;
  return { number, system: system || undefined, code: code || undefined, base };
}

/**
 * Rows as written (a unit without system is the code or the printed unit), and with a unit of UCUM the rows in base units:
 * those hold every amount that can be compared. Rows as written stay part of it, since an older indexer made only those.
 */
function quantityPart(scope: Scope, written: string, type: SearchField['type'], text: string) {
  const amount = parseAmount(text, written);
  if (type === 'number' && text.includes('|')) throw errors.badValue({ at: written, detail: text.slice(0, 100) });
  const compared = numberComparison(scope, written, amount.number);
  const codeAt = amount.code ? scope.bind.value(keyText(amount.code)) : undefined;
  const systemAt = amount.system ? scope.bind.value(keyText(amount.system)) : undefined;
  const inBase = amount.base && baseRows(scope, written, amount.number, amount.base);
  return (row: string) => {
    const parts = [compared(`${row}.low`, `${row}.high`)];
    if (codeAt) parts.push(`${row}.code=${codeAt}`);
    if (systemAt) parts.push(`${row}.system=(select id from uri_system where uri=${systemAt})`);
    else parts.push(`${row}.system>=0`);
    const asWritten = `(${parts.join(' and ')})`;
    return inBase ? `(${asWritten} or ${inBase(row)})` : asWritten;
  };
}

function baseRows(scope: Scope, written: string, number: string, base: CanonicalUnit) {
  const compared = numberComparison(scope, written, number, base.convert);
  const code = scope.bind.value(base.code);
  return (row: string) =>
    `(${row}.system=${OWN_NUMBER} and ${row}.code=${code} and ${compared(`${row}.low`, `${row}.high`)})`;
}

/** One value such as `gt5.4` as SQL over an interval of numbers. @param convert  into the unit of that interval */
export function numberComparison({ bind }: Scope, written: string, text: string, convert = (value: string) => value) {
  const { prefix, rest } = splitPrefix(text);
  const exact = numberRange(rest);
  if (!exact) throw errors.badNumber({ at: written, detail: text.slice(0, 100) });
  const range: NumberRange = prefix === 'ap' ? aboutNumber(exact) : exact;
  const bound = (value: string) => `${bind.value(convert(value))}::numeric`;
  const isWide = prefix === 'eq' || prefix === 'ne' || prefix === 'ap';
  const number = isWide
    ? { value: '', from: bound(range.low), to: bound(range.high) }
    : { value: bound(range.value), from: '', to: '' };
  return (low: string, high: string) => compare[prefix](low, high, number);
}
