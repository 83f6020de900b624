import type { Extension, ValueSet, ValueSetComposeInclude, ValueSetComposeIncludeConcept } from 'fhir/r4';
import { errors } from '../errors.ts';
import type { ConceptNode, ConceptTable } from './concept-table.ts';
import { filterTest } from './filter.ts';
import type { Tables } from './tables.ts';

/** One code of a value set. */
export interface Member {
  readonly system: string;
  readonly table?: ConceptTable;
  readonly node?: ConceptNode;
  readonly code: string;
  readonly display?: string | undefined;
  /** what the value set itself says about the code */
  readonly listed?: ValueSetComposeIncludeConcept;
}

export const keyOf = ({ system, code }: Pick<Member, 'system' | 'code'>): string => `${system}|${code}`;

/** What was looked at to answer: told in the answer. */
export class Sources {
  readonly systems = new Map<string, ConceptTable>();
  readonly valueSets = new Map<string, ValueSet>();
}

export interface Gathering {
  readonly tables: Tables;
  readonly date: string;
  readonly sources: Sources;
  /** value sets that are being gathered: none may lead back to itself */
  readonly path: readonly string[];
  /** only these codes matter: nothing else of a system is gathered */
  readonly asked?: readonly string[];
}

const MOST_LEVELS = 16;

/** @param inline  value set that was sent along */
export async function findValueSet(gathering: Gathering, url: string): Promise<ValueSet> {
  const system = /^(.+)\?fhir_vs$/.exec(url)?.[1] ?? (await systemItself(gathering, url));
  if (system !== undefined)
    return { resourceType: 'ValueSet', url, status: 'active', compose: { include: [{ system }] } };
  const found = await gathering.tables.source.find('ValueSet', url);
  if (!found) throw errors.unknownValueSet({ url: url.slice(0, 200), at: 'url' });
  return found;
}

/** Our own forms name a catalog by its system alone. */
const systemItself = async ({ tables }: Gathering, url: string): Promise<string | undefined> =>
  (await tables.catalogs.edition(url)) === undefined ? undefined : url;

/**
 * Every code of a value set: what its includes hold, without what its excludes hold.
 *
 * @throws errors.unknownSystem where codes cannot be listed here, errors.circularValueSet
 * @source FHIR R4 4.0.1, valueset.html, compose (verified)
 */
export async function membersOf(valueSet: ValueSet, gathering: Gathering): Promise<Map<string, Member>> {
  const { compose } = valueSet;
  if (compose === undefined) return new Map(expanded(valueSet).map((member) => [keyOf(member), member]));
  const inner = within(gathering, valueSet.url ?? '');
  const members = await gatherAll(compose.include, inner);
  const excluded = compose.exclude === undefined ? [] : (await gatherAll(compose.exclude, inner)).keys();
  for (const key of excluded) members.delete(key);
  return members;
}

async function gatherAll(parts: readonly ValueSetComposeInclude[], gathering: Gathering): Promise<Map<string, Member>> {
  const members = new Map<string, Member>();
  for (const part of parts)
    for (const member of await gather(part, gathering))
      members.set(keyOf(member), members.get(keyOf(member)) ?? member);
  return members;
}

function within(gathering: Gathering, url: string): Gathering {
  if (url !== '' && (gathering.path.includes(url) || gathering.path.length > MOST_LEVELS))
    throw errors.circularValueSet({ url, at: 'ValueSet.compose.include.valueSet' });
  return { ...gathering, path: [...gathering.path, url] };
}

/** A value set that was sent or stored with its expansion only. */
function expanded({ expansion }: ValueSet): Member[] {
  const flat = (items: NonNullable<NonNullable<ValueSet['expansion']>['contains']>): Member[] =>
    items.flatMap(({ system = '', code, display, abstract, contains = [] }) => [
      ...(code === undefined || abstract === true ? [] : [{ system, code, display }]),
      ...flat(contains),
    ]);
  return flat(expansion?.contains ?? []);
}

/** A system and value sets in one include mean what is in all of them. */
async function gather(include: ValueSetComposeInclude, gathering: Gathering): Promise<Member[]> {
  let members = include.system === undefined ? undefined : await ofSystem(include, include.system, gathering);
  for (const url of include.valueSet ?? []) {
    const valueSet = await findValueSet(gathering, url);
    gathering.sources.valueSets.set(canonicalOf(valueSet), valueSet);
    const others = await membersOf(valueSet, gathering);
    members = members?.filter((one) => others.has(keyOf(one))) ?? [...others.values()];
  }
  return members ?? [];
}

async function ofSystem(include: ValueSetComposeInclude, system: string, gathering: Gathering): Promise<Member[]> {
  const { concept, filter = [] } = include;
  if (concept) return listedMembers(concept, system, await knownTable({ ...include, system }, gathering));
  const table = await tableOf({ ...include, system }, gathering);
  const tests = filter.map((one) => filterTest(one, table));
  const { asked } = gathering;
  const all = asked === undefined ? table.list : asked.flatMap((code) => table.find(code) ?? []);
  const nodes = all.filter((node) => tests.every((test) => test(node)));
  return nodes.map((node) => ({ system, table, node, code: node.code, display: node.display }));
}

interface Named {
  readonly system: string;
  readonly version?: string | undefined;
}

async function knownTable({ system, version }: Named, gathering: Gathering): Promise<ConceptTable | undefined> {
  const table = await gathering.tables.table(canonicalOf({ url: system, version }), gathering.date);
  if (table) gathering.sources.systems.set(canonicalOf(table.head), table);
  return table;
}

/** @throws errors.unknownSystem where codes cannot be listed here */
export async function tableOf(named: Named, gathering: Gathering): Promise<ConceptTable> {
  const table = await knownTable(named, gathering);
  if (!table || table.head.content === 'not-present')
    throw errors.unknownSystem({ url: named.system, at: 'ValueSet.compose.include.system' });
  return table;
}

/** Codes that are named one by one; those that a complete system does not have are left out. */
const listedMembers = (
  concepts: readonly ValueSetComposeIncludeConcept[],
  system: string,
  table: ConceptTable | undefined,
): Member[] =>
  concepts.flatMap((listed): Member[] => {
    const node = table?.find(listed.code);
    if (!node && table?.head.content === 'complete') return [];
    const display = listed.display ?? node?.display;
    return [{ system, ...(table ? { table } : {}), ...(node ? { node } : {}), code: listed.code, display, listed }];
  });

export const canonicalOf = ({
  url = '',
  version,
}: {
  url?: string | undefined;
  version?: string | undefined;
}): string => (version === undefined ? url : `${url}|${version}`);

const STANDARDS_STATUS = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-standards-status';

/** `draft`, `experimental`, `deprecated`, `withdrawn`: what a reader of a definition should know; undefined: nothing. */
export function standingOf(
  head: { status?: string | undefined; experimental?: boolean | undefined; extension?: Extension[] | undefined } = {},
): string | undefined {
  const standard = head.extension?.find(({ url }) => url === STANDARDS_STATUS)?.valueCode;
  if (standard === 'deprecated' || standard === 'withdrawn') return standard;
  if (head.status === 'retired') return 'retired';
  if (head.experimental === true) return 'experimental';
  return head.status === 'draft' ? 'draft' : undefined;
}

/** Did the value set mark the code as one that should no longer be used? */
export const isDeprecatedHere = ({ listed }: Member): boolean =>
  listed?.extension?.some(
    ({ url, valueCode, valueBoolean }) =>
      (url === 'http://hl7.org/fhir/StructureDefinition/valueset-deprecated' &&
        (valueCode === 'true' || valueBoolean === true)) ||
      (url === STANDARDS_STATUS && valueCode === 'deprecated'),
  ) ?? false;
