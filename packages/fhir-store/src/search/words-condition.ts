import { fold } from '../fold.ts';
import type { SearchField } from '../index-plan.ts';
import { keyText, LONGEST_TEXT } from '../indexing/key-text.ts';
import { wordsIn } from '../indexing/resource-words.ts';
import { anyOf, type Condition, rank, rowsOf, type Scope } from './condition.ts';
import { errors } from './errors.ts';
import { unescapeValue } from './split-escaped.ts';
import { LAST } from './string-condition.ts';
import type { Target } from './target.ts';
import { catchUpWords } from './word-tables.ts';

/**
 * `_text` and `_content`: every word of the value stands in the narrative, or anywhere in the resource; marks and case do
 * not count.
 *
 * @source FHIR R4 4.0.1, search.html#content (verified)
 */
export function wordsCondition(
  scope: Scope,
  target: Target,
  { column, values }: { column: 'narrative' | 'content'; values: readonly string[] },
): Condition {
  needWords(scope, target);
  const parts = values.map((value) => {
    const words = wordsIn(unescapeValue(value));
    if (words.length === 0) throw errors.badValue({ at: target.written, detail: value.slice(0, 100) });
    const asked = scope.bind.value(words.map((word) => `'${word}'`).join(' & '));
    return (row: string) => `${row}.${column} @@ ${asked}::tsquery`;
  });
  return {
    table: 'resource_words',
    id: 'id',
    where: (row) =>
      `${row}.type=${target.number} and ${anyOf(parts.map((part) => part(row)))} and ${isCurrent(scope, row, row)}`,
    isUnique: true,
    rank: rank.wide - 1,
  };
}

/**
 * `code:text=duong huyet`: the text of the concept, the name of one of its codes or of the kind of an identifier begins so.
 *
 * @source FHIR R4 4.0.1, search.html#token, modifier text (verified)
 */
export function labelCondition(scope: Scope, target: Target, field: SearchField, values: readonly string[]): Condition {
  needWords(scope, target);
  const { bind } = scope;
  const parts = values.map((value) => {
    const folded = fold(keyText(unescapeValue(value).trim(), LONGEST_TEXT));
    if (folded === '') throw errors.badValue({ at: target.written, detail: value.slice(0, 100) });
    const [from, to] = [bind.value(folded), bind.value(folded + LAST)];
    return (row: string) => `(${row}.folded>=${from} and ${row}.folded<${to})`;
  });
  const words = bind.alias();
  return {
    table: 'token_label',
    id: 'id',
    where: (row) =>
      `${rowsOf(row, target.number, field.sources)} and ${anyOf(parts.map((part) => part(row)))} and exists (select 1 from resource_words ${words} where ${words}.type=${row}.type and ${words}.id=${row}.id and ${isCurrent(scope, words, row)})`,
    rank: rank.string,
  };
}

/** The words of what is stored now: between catching up and reading somebody may have changed it. */
function isCurrent({ bind }: Scope, words: string, row: string): string {
  const now = bind.alias();
  return `exists (select 1 from resource ${now} where ${now}.type=${row}.type and ${now}.id=${row}.id and ${now}.updated=${words}.updated and not ${now}.deleted)`;
}

const needWords = ({ lookups }: Scope, { type }: Target): void =>
  void lookups.find(`words ${type}`, async ({ sql }) => {
    await catchUpWords(sql, type);
    return [];
  });
