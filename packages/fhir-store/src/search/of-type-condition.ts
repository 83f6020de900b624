import type { SearchField } from '../index-plan.ts';
import { compositeTokenKey, LONGEST_HALF } from '../indexing/composite-values.ts';
import { keyText } from '../indexing/key-text.ts';
import { anyOf, type Condition, rank, rowsOf, type Scope } from './condition.ts';
import { errors } from './errors.ts';
import { splitEscaped, unescapeValue } from './split-escaped.ts';
import type { Target } from './target.ts';

/**
 * `identifier:of-type=system|code|value`: an identifier of that kind.
 *
 * @source FHIR R4 4.0.1, search.html#token (verified)
 */
export function ofTypeCondition(
  { bind }: Scope,
  target: Target,
  field: SearchField,
  values: readonly string[],
): Condition {
  const parts = values.map((text) => {
    const [system = '', code = '', value = '', ...more] = splitEscaped(text, '|').map(unescapeValue);
    if (more.length > 0 || system === '' || code === '' || value === '')
      throw errors.badValue({ at: target.written, detail: 'system|code|value' });
    const [kind, known] = [bind.value(compositeTokenKey(system, code)), bind.value(keyText(value, LONGEST_HALF))];
    return (row: string) => `(${row}.key1=${kind} and ${row}.key2=${known})`;
  });
  return {
    table: 'idx_composite',
    id: 'id',
    where: (row) => `${rowsOf(row, target.number, field.sources)} and ${anyOf(parts.map((part) => part(row)))}`,
    rank: rank.identifier,
  };
}
