import { type SearchParameterRow, type SearchParameterType, searchParameters } from '@lienmach/fhir-definitions';
import { findParameterNumber } from './parameter-numbers.ts';
import { keyRowsOf } from './person-rows.ts';
import { isResourceType } from './resource-types.ts';
import { type Branch, branchesFor } from './search-branches.ts';
import type { ResourceType } from './store-contract.ts';

/** The index table (`idx_…`) that holds the rows of a parameter. Numbers live with the quantities. */
export type IndexTable = 'token' | 'reference' | 'date' | 'string' | 'quantity' | 'uri' | 'composite';

/**
 * How one search parameter of one type is answered. Rules both sides of the store keep:
 * - rows of every source in `sources` count (union); an alias has no rows of its own;
 * - a reference that only has `identifier` (or has it too) also has rows in idx_token under the same parameter number,
 *   for the modifier `:identifier`; a versioned canonical has a row with and one without its version;
 * - composite keys are `code|system` (so that a code without system is a prefix), folded text, or `Type/id`.
 */
export interface SearchField {
  readonly code: string;
  readonly type: SearchParameterType;
  /** absent: answered from the resource table (`_id`, `_lastUpdated`) or by intersecting the components */
  readonly table?: IndexTable;
  /** numbers of the parameters whose index rows answer it */
  readonly sources: readonly number[];
  /** reference: types it may point at; empty means any */
  readonly targets: readonly ResourceType[];
  /** the rows of `sources` hold other target types too: the query must ask for `targets` */
  readonly isNarrowed: boolean;
  readonly composite?: CompositeField;
}

export interface CompositeField {
  /** codes and types of the components, in order */
  readonly components: readonly { readonly code: string; readonly type: SearchParameterType }[];
  /** codes whose intersection on the resource itself answers it (`Observation.code` with `Observation.value`), in order */
  readonly onResource?: readonly string[];
}

/** What the indexer extracts: one per parameter that has rows of its own. */
export interface RowSource {
  readonly number: number;
  readonly code: string;
  readonly table: IndexTable;
  readonly type: SearchParameterType;
  readonly branches: readonly string[];
  readonly components?: readonly { readonly type: SearchParameterType; readonly expression: string }[];
}

export interface TypePlan {
  readonly fields: ReadonlyMap<string, SearchField>;
  readonly rows: readonly RowSource[];
}

/** Parameters that have no meaning as index rows, and why. A test holds this list against the definitions. */
export const unindexed: Readonly<Record<string, string>> = {
  _text: 'words of the narrative: tables of their own, made when they are asked for',
  _content: 'words of the whole resource: tables of their own, made when they are asked for',
  _query: 'names a query, and there is none by name',
};

/** The standard gives the two components of this one each other's expression. */
const errata: Readonly<Record<string, readonly string[]>> = {
  'http://hl7.org/fhir/SearchParameter/DocumentReference-relationship': ['target', 'code'],
};

/** What `Bundle.composition` and `Bundle.message` say of where they look. */
export const FIRST_ENTRY = 'Bundle.entry[0].resource';

const tables: Partial<Record<SearchParameterType, IndexTable>> = {
  token: 'token',
  reference: 'reference',
  date: 'date',
  string: 'string',
  quantity: 'quantity',
  number: 'quantity',
  uri: 'uri',
  composite: 'composite',
  special: 'composite',
};

interface Draft {
  readonly row: SearchParameterRow;
  readonly table: IndexTable;
  readonly number: number;
  readonly branches: readonly Branch[];
  readonly paths: ReadonlySet<string>;
}

const plans = new Map<ResourceType, TypePlan>();

/** The plan of a type, made once: what may be searched and which rows answer it. */
export function typePlan(type: ResourceType): TypePlan {
  let plan = plans.get(type);
  if (!plan) {
    plan = makePlan(type);
    plans.set(type, plan);
  }
  return plan;
}

function makePlan(type: ResourceType): TypePlan {
  const rows = searchParameters().filter((row) => appliesTo(type, row));
  const drafts = rows.flatMap((row) => draftOf(type, row) ?? []);
  const sources = new Map(drafts.map((draft) => [draft, sourcesOf(draft, drafts)]));
  const fields = new Map<string, SearchField>([
    ['_id', onResourceTable('_id', 'token')],
    ['_lastUpdated', onResourceTable('_lastUpdated', 'date')],
  ]);
  for (const [draft, from] of sources) fields.set(draft.row.code, fieldOf(draft, from, type));
  const personKeys = keyRowsOf(type);
  if (personKeys !== undefined)
    fields.set('person-key', { ...onResourceTable('person-key', 'token'), table: 'token', sources: [personKeys] });
  const owners = new Set([...sources.values()].flat());
  return { fields, rows: [...owners].filter((draft) => !isOnResource(draft, type)).map(rowSource) };
}

const appliesTo = (type: ResourceType, row: SearchParameterRow): boolean =>
  (row.base.includes(type) || row.base.includes('Resource') || row.base.includes('DomainResource')) &&
  row.code !== '_id' &&
  row.code !== '_lastUpdated' &&
  !(row.code in unindexed) &&
  !(`${type}.${row.code}` in unindexed);

function draftOf(type: ResourceType, row: SearchParameterRow): Draft | undefined {
  const table = tables[row.type];
  const number = findParameterNumber(row.code);
  const branches = branchesFor(type, row).map((branch) => inFirstEntry(branch, row));
  if (!table || number === undefined || branches.length === 0) return undefined;
  return { row, table, number, branches, paths: new Set(branches.map(({ path }) => path)) };
}

/** The first entry of a Bundle is for two parameters, each of which means one type. */
const inFirstEntry = (branch: Branch, { target = [] }: SearchParameterRow): Branch =>
  branch.path === FIRST_ENTRY ? { ...branch, path: `${FIRST_ENTRY}.ofType(${target[0]})` } : branch;

/** The drafts whose rows answer this one: the widest with the same paths, else the parts of a union, else itself. */
function sourcesOf(draft: Draft, all: readonly Draft[]): Draft[] {
  const parts = narrowerParts(draft, all);
  return parts.length > 0 ? parts : [twinOf(draft, all)];
}

/** Of all parameters over the same paths, the first that does not filter by target type owns the rows. */
function twinOf(draft: Draft, all: readonly Draft[]): Draft {
  if (draft.table === 'composite') return draft;
  const twins = all.filter((other) => sharesRows(other, draft) && samePaths(other, draft));
  return twins.find((twin) => twin.branches.every(({ resolvesTo }) => resolvesTo === undefined)) ?? twins[0] ?? draft;
}

/** `combo-code` is `code` together with `component-code`. Every part must be whole, and the parts must not overlap. */
function narrowerParts(draft: Draft, all: readonly Draft[]): Draft[] {
  const open = new Set(draft.paths);
  const parts: Draft[] = [];
  for (const other of all) {
    const isPart =
      sharesRows(other, draft) &&
      other.paths.size < draft.paths.size &&
      other.branches.every(({ path, resolvesTo }) => open.has(path) && resolvesTo === undefined) &&
      twinOf(other, all) === other &&
      isSameComposite(other, draft);
    if (!isPart) continue;
    parts.push(other);
    for (const path of other.paths) open.delete(path);
  }
  return open.size === 0 ? parts : [];
}

const sharesRows = (a: Draft, b: Draft): boolean => a.table === b.table && a.row.type === b.row.type;

const samePaths = (a: Draft, b: Draft): boolean =>
  a.paths.size === b.paths.size && [...a.paths].every((p) => b.paths.has(p));

const shapeOf = (draft: Draft): string => (draft.row.components ?? []).map(({ expression }) => expression).join('$');

const isSameComposite = (a: Draft, b: Draft): boolean => a.table !== 'composite' || shapeOf(a) === shapeOf(b);

/** A composite whose context is the resource itself needs no rows: its components are intersected. */
const isOnResource = (draft: Draft, type: ResourceType): boolean =>
  draft.table === 'composite' && draft.paths.size === 1 && draft.paths.has(type);

function fieldOf(draft: Draft, from: readonly Draft[], type: ResourceType): SearchField {
  const targets = draft.branches.flatMap(({ resolvesTo }) => resolvesTo ?? []);
  const withRows = from.filter((source) => !isOnResource(source, type));
  const base = {
    code: draft.row.code,
    type: draft.row.type,
    sources: withRows.map(({ number }) => number),
    targets: (targets.length > 0 ? targets : (draft.row.target ?? [])).filter(isResourceType),
    isNarrowed: targets.length > 0,
  };
  if (draft.row.type !== 'composite') return { ...base, table: draft.table };
  const composite = compositeOf(draft, from, type);
  return withRows.length > 0 ? { ...base, table: 'composite', composite } : { ...base, composite };
}

function compositeOf(draft: Draft, from: readonly Draft[], type: ResourceType): CompositeField {
  const whole = from.find((source) => isOnResource(source, type));
  const components = componentRows(draft.row).map(({ code, type: kind }) => ({ code, type: kind }));
  return whole ? { components, onResource: componentRows(whole.row).map(({ code }) => code) } : { components };
}

/** The parameters that a composite's components name. */
const componentRows = (row: SearchParameterRow): SearchParameterRow[] =>
  (row.components ?? []).flatMap(({ definition }) => searchParameters().find(({ url }) => url === definition) ?? []);

function rowSource(draft: Draft): RowSource {
  const kinds = componentRows(draft.row).map(({ type }) => type);
  const expressions = errata[draft.row.url] ?? (draft.row.components ?? []).map(({ expression }) => expression);
  const base = {
    number: draft.number,
    code: draft.row.code,
    table: draft.table,
    type: draft.row.type,
    branches: [...draft.paths],
  };
  if (draft.row.type !== 'composite') return base;
  const components = kinds.map((kind, index) => ({ type: kind, expression: expressions[index] ?? '' }));
  return { ...base, components };
}

const onResourceTable = (code: string, type: SearchParameterType): SearchField => ({
  code,
  type,
  sources: [],
  targets: [],
  isNarrowed: false,
});
