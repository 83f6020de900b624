import type { SearchField } from '../index-plan.ts';
import { keyText } from '../indexing/key-text.ts';
import { anyOf, type Condition, rank, rowsOf, type Scope } from './condition.ts';
import { errors } from './errors.ts';
import { hasPlainCodes } from './plain-codes.ts';
import { splitEscaped, unescapeValue } from './split-escaped.ts';
import type { Target } from './target.ts';

/** `system|code`, `|code` (no system), `code` (any system), `system|` (any code). */
export interface TokenValue {
  /** undefined: any; empty: none */
  readonly system?: string;
  readonly code?: string;
}

export function parseToken(text: string, at: string): TokenValue {
  const [first = '', ...rest] = splitEscaped(text, '|').map(unescapeValue);
  if (rest.length === 0) return { code: first };
  if (rest.length > 1 || (first === '' && rest[0] === '')) throw errors.badValue({ at, detail: text });
  return rest[0] === '' ? { system: first } : { system: first, code: rest[0] ?? '' };
}

/** Rows of idx_token with one of these values. */
export function tokenCondition(scope: Scope, target: Target, field: SearchField, values: readonly string[]): Condition {
  const tokens = values.map((value) => parseToken(value, target.written));
  const pinned = hasPlainCodes(target.type, field);
  const parts = tokens.map((token) => tokenPart(scope, token, pinned));
  const where = (row: string) =>
    `${rowsOf(row, target.number, field.sources)} and ${anyOf(parts.map((part) => part.sql(row)))}`;
  const isRange = field.sources.length === 1 && parts.every((part) => part.isExact) && parts.length <= 8;
  return {
    table: 'idx_token',
    id: 'id',
    where,
    rank: field.code === 'identifier' ? rank.identifier : tokens.some(({ code }) => !code) ? rank.wide : rank.token,
    isUnique: isRange && parts.length === 1,
    isNarrow: isRange && field.code === 'identifier',
    isPoint: isRange,
    ...(isRange
      ? {
          ranges: parts.map(
            (part) => (row: string) => `${rowsOf(row, target.number, field.sources)} and ${part.sql(row)}`,
          ),
        }
      : {}),
  };
}

/** Elements of type `code` have one implied system and no row says it: their rows carry 0. */
function tokenPart(scope: Scope, { system, code }: TokenValue, pinned: boolean) {
  const codeAt = code === undefined ? undefined : scope.bind.value(keyText(code));
  const systemAt = system && !pinned ? scope.bind.value(keyText(system)) : undefined;
  const isNone = pinned || system === '';
  const sql = (row: string) => {
    const parts: string[] = [];
    if (codeAt !== undefined) parts.push(`${row}.code=${codeAt}`);
    if (isNone) parts.push(`${row}.system=0`);
    else if (systemAt) parts.push(`${row}.system=(select id from uri_system where uri=${systemAt})`);
    return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' and ')})`;
  };
  return { sql, isExact: codeAt !== undefined && (isNone || systemAt !== undefined) };
}
