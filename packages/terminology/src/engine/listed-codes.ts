import type { CodeOfSystem } from '@lienmach/fhir-store';
import { isFhirError } from '@lienmach/outcome';
import type { ValueSet, ValueSetComposeInclude } from 'fhir/r4';
import { findValueSet, type Gathering, membersOf, Sources } from './members.ts';
import type { Tables } from './tables.ts';

export interface ListQuestion {
  readonly url: string;
  /** when whoever asks has it already */
  readonly valueSet?: ValueSet | undefined;
  readonly date: string;
}

/** codes that one answer may name */
const MOST_CODES = 20_000;
const MOST_LEVELS = 16;

/**
 * The codes of a value set for a search: a whole system stays one entry without codes, so it need not be known here, and nobody
 * names 15,000 codes. Undefined when the value set is not known, when it cannot be listed here, or when it has too many codes.
 */
export async function listedCodes(
  tables: Tables,
  { url, valueSet, date }: ListQuestion,
): Promise<readonly CodeOfSystem[] | undefined> {
  const gathering: Gathering = { tables, date, sources: new Sources(), path: [] };
  try {
    const codes = await ofSet(valueSet ?? (await findValueSet(gathering, url)), gathering, 0);
    return codes.length > MOST_CODES ? undefined : codes;
  } catch (thrown) {
    if (isFhirError(thrown) && thrown.status < 500) return undefined;
    throw thrown;
  }
}

async function ofSet(valueSet: ValueSet, gathering: Gathering, level: number): Promise<CodeOfSystem[]> {
  const { compose } = valueSet;
  // without single codes on both sides a difference cannot be told
  if (compose === undefined || compose.exclude !== undefined || level > MOST_LEVELS) return single(valueSet, gathering);
  const codes: CodeOfSystem[] = [];
  for (const include of compose.include) codes.push(...(await ofInclude(valueSet, include, gathering, level)));
  return [...new Map(codes.map((one) => [`${one.system}|${one.code ?? ''}`, one])).values()];
}

async function ofInclude(
  valueSet: ValueSet,
  include: ValueSetComposeInclude,
  gathering: Gathering,
  level: number,
): Promise<CodeOfSystem[]> {
  const { system, concept, filter, valueSet: inner = [] } = include;
  if (system !== undefined && !concept && !filter?.length && inner.length === 0) return [{ system }];
  const [only, ...more] = inner;
  if (system === undefined && only !== undefined && more.length === 0)
    return ofSet(await findValueSet(gathering, only), gathering, level + 1);
  return single({ ...valueSet, compose: { include: [include] } }, gathering);
}

async function single(valueSet: ValueSet, gathering: Gathering): Promise<CodeOfSystem[]> {
  const members = await membersOf(valueSet, gathering);
  return [...members.values()].map(({ system, code }) => ({ system, code }));
}
