import type { SearchParameterType } from '@lienmach/fhir-definitions';
import { fold } from '../fold.ts';
import type { SearchField } from '../index-plan.ts';
import { compositeTokenKey } from '../indexing/composite-values.ts';
import { OWN } from '../indexing/quantity-values.ts';
import { anyOf, asFilter, type Condition, rank, rowsOf, type Scope } from './condition.ts';
import { dateComparison } from './date-condition.ts';
import { errors } from './errors.ts';
import type { ConditionsOf } from './linked-conditions.ts';
import { numberComparison, parseAmount } from './quantity-condition.ts';
import { splitEscaped, unescapeValue } from './split-escaped.ts';
import { LAST } from './string-condition.ts';
import type { Target } from './target.ts';
import { parseToken } from './token-condition.ts';

type OnRow = (row: string) => string;

/**
 * `code$value`: both in the same place. Where that place is an element, idx_composite has a row for it; where it is the
 * resource itself, its plain index rows are intersected.
 */
export function compositeCondition(
  scope: Scope,
  target: Target,
  { field, values, conditionsOf }: { field: SearchField; values: readonly string[]; conditionsOf: ConditionsOf },
): Condition {
  const { components = [], onResource } = field.composite ?? {};
  const alternatives = values.map((value) => {
    const parts = splitEscaped(value, '$');
    if (parts.length !== components.length) throw errors.badValue({ at: target.written, detail: value.slice(0, 200) });
    return parts;
  });
  const inRow = field.table === 'composite' ? alternatives.map((parts) => onElement(scope, target, field, parts)) : [];
  const onWhole = onResource
    ? alternatives.map((parts) => intersection(scope, target, { codes: onResource, parts, conditionsOf }))
    : [];
  if (inRow.length === 0 && onWhole.length === 1) return onWhole[0] ?? { ...wholeComposite, where: () => 'false' };
  const rows = (row: string) =>
    `${rowsOf(row, target.number, field.sources)} and ${anyOf(inRow.map((part) => part(row)))}`;
  if (onWhole.length === 0) return { table: 'idx_composite', id: 'id', where: rows, rank: rank.string };
  return { ...wholeComposite, where: (row) => eitherOf(scope, target, row, { inRow, rows, onWhole }) };
}

const wholeComposite = { table: 'resource', id: 'id', isUnique: true, rank: rank.wide } as const;

/** Both kinds of place: a resource that has such an element, or is such a whole. */
function eitherOf(
  { bind }: Scope,
  { number }: Target,
  row: string,
  { inRow, rows, onWhole }: { inRow: readonly OnRow[]; rows: OnRow; onWhole: readonly Condition[] },
): string {
  const sets = onWhole.map((condition) => subset(condition, bind.alias()));
  if (inRow.length > 0) sets.push(subset({ table: 'idx_composite', id: 'id', where: rows, rank: 0 }, bind.alias()));
  return `${row}.type=${number} and not ${row}.deleted and ${row}.id in (${sets.join(' union all ')})`;
}

const subset = (condition: Condition, row: string): string =>
  `select ${row}.id from ${condition.table} ${row} where ${condition.where(row)}`;

/** The first component's rows, where the others hold for the same resource. */
function intersection(
  scope: Scope,
  target: Target,
  { codes, parts, conditionsOf }: { codes: readonly string[]; parts: readonly string[]; conditionsOf: ConditionsOf },
): Condition {
  const conditions = codes.flatMap((written, place) => {
    const found = conditionsOf(scope, target.type, { written, values: [parts[place] ?? ''] });
    if (!found) throw errors.badValue({ at: target.written });
    return found;
  });
  const [first, ...others] = conditions;
  if (!first) throw errors.badValue({ at: target.written });
  const where = (row: string) =>
    [
      first.where(row),
      ...others.map((other) => asFilter(other, { row, hasAt: false, isNarrow: false }, scope.bind)),
    ].join(' and ');
  return { table: first.table, id: 'id', where, rank: rank.token };
}

/** One value on a row of idx_composite: texts in key1 and key2, a quantity in low and high with its unit as a key. */
function onElement(scope: Scope, target: Target, field: SearchField, values: readonly string[]): OnRow {
  const keys = ['key1', 'key2'];
  const bounds = ['low', 'high'];
  const numbers = (field.composite?.components ?? []).filter(({ type }) => type === 'number').length;
  const parts = (field.composite?.components ?? []).map(({ type }, place): OnRow => {
    const text = values[place] ?? '';
    if (type === 'number' && numbers > 1) {
      const bound = bounds.shift() ?? 'low';
      const compared = numberComparison(scope, target.written, text);
      return (row) => compared(`${row}.${bound}`, `${row}.${bound}`);
    }
    if (type === 'quantity' || type === 'number') return onQuantity(scope, target, keys, text);
    const matches = keyMatches(scope, target, type, text);
    const key = keys.shift() ?? 'key2';
    return (row) => matches(`${row}.${key}`);
  });
  return (row) => `(${parts.map((part) => part(row)).join(' and ')})`;
}

/** The unit is a key beside the numbers: as it was written, or, for a unit of UCUM, the base unit. */
function onQuantity(scope: Scope, target: Target, keys: string[], text: string): OnRow {
  const { number, system, code, base } = parseAmount(text, target.written);
  const compared = numberComparison(scope, target.written, number);
  const key = keys.shift() ?? 'key2';
  const unit = code === undefined ? undefined : keyStarts(scope, code, system);
  const own = `|${OWN}`;
  const asWritten: OnRow = (row) => {
    const parts = [compared(`${row}.low`, `${row}.high`), `right(${row}.${key},${own.length})<>'${own}'`];
    return [...parts, ...(unit ? [unit(`${row}.${key}`)] : [])].join(' and ');
  };
  if (!base) return asWritten;
  const inBase = numberComparison(scope, target.written, number, base.convert);
  const baseKey = scope.bind.value(compositeTokenKey(OWN, base.code));
  return (row) => `(${asWritten(row)} or (${row}.${key}=${baseKey} and ${inBase(`${row}.low`, `${row}.high`)}))`;
}

function keyMatches(scope: Scope, target: Target, type: SearchParameterType, text: string): OnRow {
  if (type === 'token') {
    const { code, system } = parseToken(text, target.written);
    return code === undefined ? keyEnds(scope, system ?? '') : keyStarts(scope, code, system);
  }
  if (type === 'date') {
    const compared = dateComparison(scope, target.written, text);
    return (column) => compared(`${column}::timestamptz`, `${column}::timestamptz`);
  }
  const value = unescapeValue(text);
  if (type === 'string') return textStarts(scope, target, value);
  const key = scope.bind.value(value);
  return (column) => `${column}=${key}`;
}

function textStarts({ bind }: Scope, { written }: Target, value: string): OnRow {
  const folded = fold(value);
  if (folded === '') throw errors.badValue({ at: written });
  const [from, to] = [bind.value(folded), bind.value(folded + LAST)];
  return (column) => `(${column}>=${from} and ${column}<${to})`;
}

/** `system|`: any code of it. */
function keyEnds({ bind }: Scope, system: string): OnRow {
  const end = bind.value(`|${system}`);
  return (column) => `right(${column},length(${end}))=${end}`;
}

/** Keys are `code|system`: without a system every key that begins with `code|`; `}` follows `|` in byte order. */
function keyStarts({ bind }: Scope, code: string, system: string | undefined): OnRow {
  if (system !== undefined) {
    const key = bind.value(`${code}|${system}`);
    return (column) => `${column}=${key}`;
  }
  const [from, to] = [bind.value(`${code}|`), bind.value(`${code}}`)];
  return (column) => `(${column}>=${from} and ${column}<${to})`;
}
