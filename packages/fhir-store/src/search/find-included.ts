import { isHiddenParameter, isHiddenRow } from '../hidden-elements.ts';
import { typePlan } from '../index-plan.ts';
import { indexResource } from '../indexing/index-resource.ts';
import { parseJson } from '../parse-json.ts';
import { isResourceType, typeName, typeNumber } from '../resource-types.ts';
import type { Sql } from '../sql.ts';
import type { Caller, ResourceType, Stored } from '../store-contract.ts';
import { asFilter, rowsOf, type Scope } from './condition.ts';
import { errors } from './errors.ts';
import type { Include } from './include-query.ts';
import { newScope } from './new-scope.ts';
import { reachConditions } from './reach-condition.ts';
import { runStatement } from './search-statement.ts';
import { type StoredRow, storedColumns, toStored } from './stored-row.ts';

/** resources that one page may bring along */
const MOST = 1000;
/** how often `:iterate` goes on; what comes along is bounded before that */
const ROUNDS = 16;

/** An include with its parameter looked up. */
interface Link extends Include {
  readonly sources: readonly number[];
}

interface Wish {
  readonly type: ResourceType;
  readonly sql: (row: string) => string;
}

const keyOf = ({ type, id }: { type: string; id: string }): string => `${type}/${id}`;

/** What a page brings along: one statement a page, one more for each round of `:iterate`; never what is out of reach. */
export async function findIncluded(
  sql: Sql,
  {
    caller,
    type,
    matches,
    includes,
  }: {
    caller: Caller;
    type: ResourceType;
    matches: readonly Stored[];
    includes: readonly Include[];
  },
): Promise<Stored[]> {
  let links = includes.map((include) => lookUp(caller, include, type));
  const known = new Set(matches.map(keyOf));
  const found: Stored[] = [];
  let from = matches;
  for (let round = 0; round < ROUNDS && from.length > 0 && links.length > 0; round += 1) {
    const scope = newScope(caller);
    const wishes = wishesOf(scope, from, await withReferrers(sql, from, links), known);
    const rows = wishes.length > 0 ? await fetchWishes(sql, scope, wishes, MOST - found.length) : [];
    from = rows.filter((stored) => !known.has(keyOf(stored)) && known.add(keyOf(stored)));
    found.push(...from);
    links = links.filter(({ iterate }) => iterate);
  }
  return found;
}

/** `_revinclude=*` means every type that points here: which those are, the index of references tells. */
async function withReferrers(sql: Sql, from: readonly Stored[], links: readonly Link[]): Promise<readonly Link[]> {
  const open = links.filter(({ reverse, source }) => reverse && source === '*');
  if (open.length === 0) return links;
  const rows = await sql.query<{ type: number }>({
    text: `select distinct x.type from unnest($1::int2[], $2::text[]) as k (type, id)
      join idx_reference x on x.target = k.id and x.target_type = k.type`,
    values: [from.map(({ type }) => typeNumber(type)), from.map(({ id }) => id)],
  });
  const types = rows.flatMap(({ type }) => typeName(type) ?? []);
  const named = open.flatMap((link) => types.map((source) => ({ ...link, source })));
  return [...links.filter((link) => !open.includes(link)), ...named];
}

function lookUp({ reach }: Caller, include: Include, type: ResourceType): Link {
  const refuse = () =>
    errors.badInclude({ at: include.reverse ? '_revinclude' : '_include', value: `${include.source}:${include.code}` });
  const source = include.source === '*' ? type : include.source;
  if (!isResourceType(source)) throw refuse();
  if (include.target !== undefined && !isResourceType(include.target)) throw refuse();
  if (include.code === '*') return { ...include, sources: [] };
  const field = typePlan(source).fields.get(include.code);
  if (field?.table !== 'reference' || isHiddenParameter(reach, source, include.code)) throw refuse();
  const [only] = field.isNarrowed && !include.reverse ? field.targets : [];
  return { ...include, sources: field.sources, ...(include.target === undefined && only ? { target: only } : {}) };
}

function wishesOf(scope: Scope, from: readonly Stored[], links: readonly Link[], known: ReadonlySet<string>): Wish[] {
  const forward = forwardIds(
    scope,
    from,
    links.filter(({ reverse }) => !reverse),
    known,
  );
  const wishes = [...forward].map(([type, ids]): Wish => {
    const list = scope.bind.value([...ids]);
    return { type, sql: (row) => `${row}.id=any((select ${list}::text[])::text[])` };
  });
  for (const link of links) if (link.reverse) wishes.push(...reverseWishes(scope, from, link));
  return wishes;
}

/** Targets that the bodies name, by type. */
function forwardIds({ reach }: Scope, from: readonly Stored[], links: readonly Link[], known: ReadonlySet<string>) {
  const wanted = new Map<ResourceType, Set<string>>();
  for (const stored of links.length > 0 ? from : []) {
    const mine = links.filter(({ source }) => source === '*' || source === stored.type);
    for (const { param, targetType, target } of mine.length > 0 ? referencesIn(stored) : []) {
      const type = typeName(targetType);
      const isWanted = mine.some(
        (link) => (link.code === '*' || link.sources.includes(param)) && (link.target ?? type) === type,
      );
      if (!type || !isWanted || known.has(`${type}/${target}`) || isHiddenRow(reach, stored.type, param)) continue;
      wanted.set(type, (wanted.get(type) ?? new Set()).add(target));
    }
  }
  return wanted;
}

const referencesIn = (stored: Stored) =>
  indexResource(stored.type, stored.id, parseJson(stored.text), stored.lastUpdated, '+00:00').reference.values();

/** Resources of the link's type that point at one of these. */
function reverseWishes(scope: Scope, from: readonly Stored[], link: Link): Wish[] {
  const { source } = link;
  if (!isResourceType(source)) return [];
  const types = new Set(from.map(({ type }) => type).filter((type) => (link.target ?? type) === type));
  const all = link.sources.length > 0 ? link.sources : referenceSources(source);
  const sources = all.filter((number) => !isHiddenRow(scope.reach, source, number));
  if (sources.length === 0) return [];
  return [...types].map((type) => {
    const ids = scope.bind.value(from.filter((stored) => stored.type === type).map(({ id }) => id));
    const rows = (x: string) =>
      `${x}.target=any((select ${ids}::text[])::text[]) and ${x}.target_type=${typeNumber(type)} and ${rowsOf(x, typeNumber(source), sources)}`;
    const x = scope.bind.alias();
    return { type: source, sql: (row) => `${row}.id in (select ${x}.id from idx_reference ${x} where ${rows(x)})` };
  });
}

const referenceSources = (type: ResourceType): number[] =>
  typePlan(type)
    .rows.filter(({ table }) => table === 'reference')
    .map(({ number }) => number);

async function fetchWishes(sql: Sql, scope: Scope, wishes: readonly Wish[], most: number): Promise<Stored[]> {
  if (most <= 0) return [];
  const limit = `${scope.bind.value(most)}::int8`;
  const parts = wishes.map(({ type, sql: where }) => {
    const reach = reachConditions(scope, type).map((condition) =>
      asFilter(condition, { row: 'r', hasAt: false, isNarrow: false }, scope.bind),
    );
    const all = [`r.type=${typeNumber(type)}`, 'not r.deleted', where('r'), ...reach].join(' and ');
    return `(select r.type,${storedColumns} from resource r where ${all} order by r.id limit ${limit})`;
  });
  const text = `select * from (${parts.join(' union all ')}) u limit ${limit}`;
  const rows = await runStatement<StoredRow & { type: number }>(sql, scope, text);
  return rows.flatMap((row) => {
    const type = typeName(row.type);
    return type ? [toStored(type, row)] : [];
  });
}
