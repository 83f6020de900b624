import type { SearchField } from '../index-plan.ts';
import { keyText } from '../indexing/key-text.ts';
import { anyOf, type Condition, rank, rowsOf, type Scope } from './condition.ts';
import { unescapeValue } from './split-escaped.ts';
import type { Target } from './target.ts';

/**
 * Exact, or by path segments: `:below` the address and what lies under it, `:above` the address and what it lies under.
 *
 * @source FHIR R4 4.0.1, search.html#uri (verified)
 */
export function uriCondition(
  scope: Scope,
  target: Target,
  field: SearchField,
  { modifier, values }: { modifier: string | undefined; values: readonly string[] },
): Condition {
  const parts = values.map((value) => uriPart(scope, modifier, unescapeValue(value)));
  return {
    table: 'idx_uri',
    id: 'id',
    where: (row) => `${rowsOf(row, target.number, field.sources)} and ${anyOf(parts.map((part) => part(row)))}`,
    rank: rank.string,
  };
}

function uriPart({ bind }: Scope, modifier: string | undefined, value: string) {
  if (modifier === 'above') {
    const list = bind.value(pathsAbove(value));
    return (row: string) => `${row}.value=any(${list}::text[])`;
  }
  const exact = bind.value(keyText(value));
  if (modifier !== 'below') return (row: string) => `${row}.value=${exact}`;
  const base = value.endsWith('/') ? value.slice(0, -1) : value;
  // `0` follows `/` in byte order
  const [from, to] = [bind.value(`${base}/`), bind.value(`${base}0`)];
  return (row: string) => `(${row}.value=${exact} or (${row}.value>=${from} and ${row}.value<${to}))`;
}

/** `http://a/b/c` lies under `http://a/b`, `http://a/b/`, `http://a`, … */
export function pathsAbove(uri: string): string[] {
  const paths = [uri];
  for (let cut = uri.lastIndexOf('/'); cut > uri.indexOf('://') + 2; cut = uri.lastIndexOf('/', cut - 1)) {
    paths.push(uri.slice(0, cut + 1), uri.slice(0, cut));
  }
  return [...new Set(paths)];
}
