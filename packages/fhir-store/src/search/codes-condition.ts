import type { SearchField } from '../index-plan.ts';
import { keyText } from '../indexing/key-text.ts';
import type { CodeOfSystem } from '../store-contract.ts';
import { anyOf, type Condition, rank, rowsOf, type Scope } from './condition.ts';
import { errors } from './errors.ts';
import type { Finder } from './lookups.ts';
import { hasPlainCodes } from './plain-codes.ts';
import { unescapeValue } from './split-escaped.ts';
import type { Target } from './target.ts';
import { parseToken } from './token-condition.ts';

export type CodesModifier = 'in' | 'not-in' | 'above' | 'below';

/**
 * Codes of a value set (`:in`, `:not-in`), or a code with everything beneath or above it: what the terminology of the house
 * says they are.
 *
 * @throws 400 for a value set or code that nobody here knows: an empty answer would look like "none"
 * @source FHIR R4 4.0.1, search.html#token (verified)
 */
export function codesCondition(
  scope: Scope,
  target: Target,
  field: SearchField,
  { modifier, values }: { modifier: CodesModifier; values: readonly string[] },
): Condition {
  const isSet = modifier === 'in' || modifier === 'not-in';
  const codes = values.flatMap((value) => {
    const text = unescapeValue(value);
    return isSet
      ? scope.lookups.find(`in ${text}`, (finder) => valueSetCodes(finder, target.written, text))
      : scope.lookups.find(`${modifier} ${text}`, (finder) => hierarchyCodes(finder, target.written, modifier, value));
  });
  const where = codesTest(scope, codes, hasPlainCodes(target.type, field));
  return {
    table: 'idx_token',
    id: 'id',
    where: (row) => `${rowsOf(row, target.number, field.sources)} and ${where(row)}`,
    rank: rank.range,
    ...(modifier === 'not-in' ? { negated: true } : {}),
  };
}

async function valueSetCodes({ caller, options }: Finder, at: string, url: string): Promise<readonly CodeOfSystem[]> {
  const codes = await options.codes?.valueSet(caller, url);
  if (!codes) throw errors.unknownValueSet({ at, value: url.slice(0, 200) });
  return codes;
}

async function hierarchyCodes({ options }: Finder, at: string, direction: 'above' | 'below', text: string) {
  const { system, code } = parseToken(text, at);
  if (!system || code === undefined) throw errors.badValue({ at, detail: 'system|code' });
  const codes = await options.codes?.hierarchy({ system, code, direction });
  if (!codes) throw errors.unknownHierarchy({ at, value: system.slice(0, 200) });
  return codes.map((one): CodeOfSystem => ({ system, code: one }));
}

/** Elements of type `code` say no system: their rows are met by the codes alone. */
function codesTest({ bind }: Scope, codes: readonly CodeOfSystem[], isPlain: boolean): (row: string) => string {
  if (isPlain) {
    const all = bind.value([...new Set(codes.flatMap(({ code }) => (code === undefined ? [] : [keyText(code)])))]);
    return (row) => `${row}.system=0 and ${row}.code=any(${all}::text[])`;
  }
  const systems = Map.groupBy(codes, ({ system }) => system);
  const parts = [...systems].map(([system, some]) => {
    const at = bind.value(keyText(system));
    const number = `(select id from uri_system where uri=${at})`;
    if (some.some(({ code }) => code === undefined)) return (row: string) => `${row}.system=${number}`;
    const list = bind.value(some.map(({ code = '' }) => keyText(code)));
    return (row: string) => `(${row}.system=${number} and ${row}.code=any(${list}::text[]))`;
  });
  return (row) => anyOf(parts.map((part) => part(row)));
}
