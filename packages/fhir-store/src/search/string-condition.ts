import { fold } from '../fold.ts';
import type { SearchField } from '../index-plan.ts';
import { keyText, LONGEST_TEXT } from '../indexing/key-text.ts';
import { anyOf, type Condition, rank, rowsOf, type Scope } from './condition.ts';
import { errors } from './errors.ts';
import { unescapeValue } from './split-escaped.ts';
import type { Target } from './target.ts';

/** The last character of Unicode: in byte order everything that begins with `x` lies below `x` + this. */
export const LAST = '\u{10FFFF}';

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
  return {
    table: 'idx_string',
    id: 'id',
    where: (row) => `${rowsOf(row, target.number, field.sources)} and ${anyOf(parts.map((part) => part(row)))}`,
    rank: modifier === 'contains' ? rank.wide : rank.string,
  };
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
