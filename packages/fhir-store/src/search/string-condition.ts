import { fold } from '../fold.ts';
import type { SearchField } from '../index-plan.ts';
import { keyText, LONGEST_TEXT } from '../indexing/key-text.ts';
import { anyOf, type Condition, rank, rowsOf, type Scope } from './condition.ts';
import { errors } from './errors.ts';
import { unescapeValue } from './split-escaped.ts';
import type { Target } from './target.ts';

/** The last character of Unicode: in byte order everything that begins with `x` lies below `x` + this. */
export const LAST = '\u{10FFFF}';

/** more alternatives than this are no longer a handful of index ranges */
const MOST_RANGES = 8;

type OnRow = (row: string) => string;

/**
 * Without modifier: begins with, marks and case ignored (`nguyen` finds Nguyễn). `:contains` anywhere, `:exact` as written.
 *
 * @source FHIR R4 4.0.1, search.html#string (verified)
 */
export function stringCondition(
  scope: Scope,
  target: Target,
  field: SearchField,
  { modifier, values }: { modifier: string | undefined; values: readonly string[] },
): Condition {
  const parts = values.map((value) => stringPart(scope, target, modifier, unescapeValue(value)));
  const rows = (row: string) => rowsOf(row, target.number, field.sources);
  const where = (row: string) => `${rows(row)} and ${anyOf(parts.map((part) => part(row)))}`;
  const isRange = modifier !== 'contains' && field.sources.length === 1 && parts.length <= MOST_RANGES;
  const isFirst = isRange ? firstOfItsResource(scope, where) : undefined;
  return {
    table: 'idx_string',
    id: 'id',
    where,
    rank: modifier === 'contains' ? rank.wide : rank.string,
    ...(isFirst ? { ranges: parts.map((part) => (row) => `${rows(row)} and ${part(row)} and ${isFirst(row)}`) } : {}),
  };
}

/**
 * A name has several rows that begin alike (family name, whole name): the first of them in the order of the index counts.
 * The expression is that of the index `idx_string_own`; `offset 0` keeps PostgreSQL at the few rows of the resource.
 */
function firstOfItsResource({ bind }: Scope, where: OnRow): OnRow {
  const [own, earlier] = [bind.alias(), bind.alias()];
  return (row) =>
    `not exists (select 1 from (select * from idx_string ${own} where ${own}.id||''=${row}.id||'' offset 0) ${earlier} where ${where(earlier)} and (${earlier}.folded,${earlier}.exact)<(${row}.folded,${row}.exact))`;
}

function stringPart({ bind }: Scope, target: Target, modifier: string | undefined, value: string) {
  const short = keyText(value.trim(), LONGEST_TEXT);
  const folded = fold(short);
  if (modifier === 'exact') {
    const [key, exact] = [
      bind.value(folded),
      bind.value([...new Set([short, short.normalize('NFC'), short.normalize('NFD')])]),
    ];
    return (row: string) => `(${row}.folded=${key} and ${row}.exact=any(${exact}::text[]))`;
  }
  if (folded === '') throw errors.badValue({ at: target.written, detail: value });
  const key = bind.value(folded);
  if (modifier === 'contains') return (row: string) => `strpos(${row}.folded,${key})>0`;
  const end = bind.value(folded + LAST);
  return (row: string) => `(${row}.folded>=${key} and ${row}.folded<${end})`;
}
