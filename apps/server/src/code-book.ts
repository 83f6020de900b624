import { requiredCodes } from '@lienmach/fhir-definitions';
import type { Caller, CodeBook, CodeOfSystem, FhirStore } from '@lienmach/fhir-store';
import type { TerminologyEngine } from '@lienmach/terminology';
import type { ValueSet, ValueSetComposeInclude, ValueSetExpansionContains } from 'fhir/r4';

interface Sources {
  /** known once the store is */
  readonly store: () => FhirStore;
  /** what lies above and below a code: the same answer as `$subsumes` gives */
  readonly hierarchy: (question: Question) => ReturnType<TerminologyEngine['hierarchy']>;
}

/** value sets inside value sets */
const MOST_LEVELS = 5;
/** codes that one search may name */
const MOST_CODES = 20_000;

/**
 * What `:in` and `:below` mean here: ValueSets and CodeSystems of the record, as far as the caller may find them, the required
 * value sets of R4, and whole code systems (`system?fhir_vs`). A whole system stays one entry without codes: it need not be known
 * here, and a search by it need not name 15,000 codes.
 */
export function codeBook(sources: Sources): CodeBook {
  return {
    valueSet: (caller, url) => codesOf(sources, caller, url, 0),
    hierarchy: sources.hierarchy,
  };
}

type Codes = readonly CodeOfSystem[] | undefined;

async function codesOf(sources: Sources, caller: Caller, url: string, level: number): Promise<Codes> {
  if (level > MOST_LEVELS) return undefined;
  const own = await find(sources, caller, url);
  if (own) return own.expansion?.contains ? contained(own.expansion.contains) : composed(sources, caller, own, level);
  const required = requiredCodes(url);
  if (required) return required.flatMap(({ system, codes }) => codes.map((code) => ({ system, code })));
  const system = /^(.+)\?fhir_vs$/.exec(url)?.[1];
  return system === undefined ? undefined : [{ system }];
}

const contained = (items: readonly ValueSetExpansionContains[]): CodeOfSystem[] =>
  items.flatMap(({ system, code, abstract, contains = [] }) => [
    ...(system !== undefined && code !== undefined && abstract !== true ? [{ system, code }] : []),
    ...contained(contains),
  ]);

async function composed(sources: Sources, caller: Caller, { compose }: ValueSet, level: number): Promise<Codes> {
  const codes = new Map<string, CodeOfSystem>();
  for (const include of compose?.include ?? []) {
    const some = await included(sources, caller, include, level);
    if (!some) return undefined;
    for (const one of some) codes.set(keyOf(one), one);
  }
  for (const exclude of compose?.exclude ?? []) {
    const some = await included(sources, caller, exclude, level);
    // without single codes on both sides the difference cannot be told
    if (!some || [...some, ...codes.values()].some(({ code }) => code === undefined)) return undefined;
    for (const one of some) codes.delete(keyOf(one));
  }
  return codes.size > MOST_CODES ? undefined : [...codes.values()];
}

const keyOf = ({ system, code = '' }: CodeOfSystem): string => `${system}|${code}`;

/** A system and value sets named together mean what is in all of them. */
async function included(sources: Sources, caller: Caller, one: ValueSetComposeInclude, level: number): Promise<Codes> {
  let codes: Codes = one.system === undefined ? undefined : await ofSystem(sources, one, one.system);
  if (one.system !== undefined && !codes) return undefined;
  for (const url of one.valueSet ?? []) {
    const other = await codesOf(sources, caller, url, level + 1);
    if (!other) return undefined;
    codes = codes ? inBoth(codes, other) : other;
  }
  return codes;
}

function inBoth(a: readonly CodeOfSystem[], b: readonly CodeOfSystem[]): CodeOfSystem[] {
  const has = (some: readonly CodeOfSystem[], { system, code }: CodeOfSystem): boolean =>
    some.some((one) => one.system === system && (one.code === undefined || one.code === code));
  return [...a.filter((one) => has(b, one)), ...b.filter((one) => has(a, one))];
}

async function ofSystem(sources: Sources, { concept, filter }: ValueSetComposeInclude, system: string): Promise<Codes> {
  if (concept) return concept.map(({ code }) => ({ system, code }));
  if (!filter || filter.length === 0) return [{ system }];
  const [first, ...more] = filter;
  if (!first || more.length > 0 || first.property !== 'concept') return undefined;
  if (first.op !== 'is-a' && first.op !== 'descendent-of') return undefined;
  const below = await sources.hierarchy({ system, code: first.value, direction: 'below' });
  const codes = below?.filter((code) => first.op === 'is-a' || code !== first.value);
  return codes?.map((code) => ({ system, code }));
}

/** By canonical address, also with a version, or by `ValueSet/id`. */
async function find({ store }: Sources, caller: Caller, url: string): Promise<ValueSet | undefined> {
  const [address = '', version] = url.split('|', 2);
  const query = new URLSearchParams({ _count: '1', _sort: '-_lastUpdated' });
  if (address.startsWith('ValueSet/')) query.set('_id', address.slice('ValueSet/'.length));
  else query.set('url', address);
  if (version !== undefined) query.set('version', version);
  if (caller.reach.limit('ValueSet', 'search') === 'none') return undefined;
  const [match] = (await store().search(caller, 'ValueSet', query)).matches;
  return match && (JSON.parse(match.text) as ValueSet);
}

interface Question {
  readonly system: string;
  readonly code: string;
  readonly direction: 'above' | 'below';
}
