import { storeErrors } from '../errors.ts';
import { isResourceType, resourceTypeNames, typeName, typeNumber } from '../resource-types.ts';
import type { Sql } from '../sql.ts';
import type { Caller, ResourceType, SearchPage } from '../store-contract.ts';
import { conditionsFor } from './conditions.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { errors } from './errors.ts';
import { newScope, type SearchOptions } from './new-scope.ts';
import { search } from './search.ts';
import { parseSearchQuery, type SearchQuery } from './search-query.ts';

interface Asked {
  readonly sql: Sql;
  readonly caller: Caller;
  readonly types: readonly ResourceType[];
  /** without `_type` */
  readonly parameters: URLSearchParams;
  readonly query: SearchQuery;
  readonly options: SearchOptions;
}

/**
 * A search over several types (`_type=Patient,Observation`), or over all that are there and the caller may search: one type
 * after the other, each in its own order of creation, in pages that go on across them.
 *
 * @throws 400 for a parameter that only some of the types know, and for an order: types have none among them
 * @source FHIR R4 4.0.1, http.html#search (verified)
 */
export async function searchAll(
  sql: Sql,
  caller: Caller,
  parameters: URLSearchParams,
  options: SearchOptions = {},
): Promise<SearchPage> {
  const named = parameters.get('_type');
  const rest = new URLSearchParams([...parameters].filter(([name]) => name !== '_type'));
  const query = parseSearchQuery(rest);
  if (query.sort.length > 0) throw errors.badSort({ at: '_sort', key: query.sort[0]?.code ?? '' });
  const types = named ? namedTypes(caller, named) : await searchableTypes(sql, caller);
  const unknown = unknownNames(caller, types, query, options);
  const kept = new URLSearchParams([...rest].filter(([name]) => !unknown.includes(name) && name !== '_cursor'));
  const asked: Asked = { sql, caller, types, parameters: kept, query, options };
  const page = await pageAcross(asked);
  const total = query.total === 'accurate' ? await totalOf(asked) : undefined;
  const self = new URLSearchParams([...(named ? [['_type', named] as const] : []), ...kept].map(([a, b]) => [a, b]));
  return {
    ...page,
    self: self.toString(),
    ignored: [...query.ignored, ...unknown],
    ...(total === undefined ? {} : { total }),
  };
}

function namedTypes(caller: Caller, text: string): ResourceType[] {
  return [...new Set(text.split(','))].map((name) => {
    if (!isResourceType(name)) throw errors.unknownType({ at: '_type', type: name.slice(0, 60) });
    if (caller.reach.limit(name, 'search') === 'none') throw storeErrors.forbidden({ detail: name });
    return name;
  });
}

/** Of the types the caller may search, those of which there is anything. */
async function searchableTypes(sql: Sql, caller: Caller): Promise<ResourceType[]> {
  const allowed = resourceTypeNames.filter((name) => caller.reach.limit(name, 'search') !== 'none');
  const rows = await sql.query<{ type: number }>({
    name: 'record_types_there',
    text: 'select t.type from unnest($1::int2[]) as t (type) where exists (select 1 from resource r where r.type = t.type)',
    values: [allowed.map(typeNumber)],
  });
  return rows.flatMap(({ type }) => typeName(type) ?? []).toSorted((a, b) => typeNumber(a) - typeNumber(b));
}

/** Names that no type knows are left out; one that some know would leave the others unfiltered. */
function unknownNames(
  caller: Caller,
  types: readonly ResourceType[],
  { criteria }: SearchQuery,
  options: SearchOptions,
) {
  const ignored = types.map((type) => new Set(conditionsFor(newScope(caller, options), type, criteria).ignored));
  const names = [...new Set(ignored.flatMap((some) => [...some]))];
  const partly = names.find((name) => ignored.some((some) => !some.has(name)));
  if (partly !== undefined) throw errors.badCriterion({ at: partly, name: partly });
  return names;
}

const ORDER = 'all types';

type Page = Pick<SearchPage, 'matches' | 'included' | 'next'>;

async function pageAcross(asked: Asked): Promise<SearchPage> {
  const { types, query } = asked;
  const [from = null, inner = null] = readCursor(ORDER, query.cursor, 2) ?? [];
  const start = from === null ? 0 : (types as readonly string[]).indexOf(from);
  if (start < 0) throw errors.badCursor({ at: '_cursor' });
  let page: Page = { matches: [], included: [] };
  for (const [place, type] of types.slice(start).entries()) {
    if (query.count === 0 || page.next !== undefined) break;
    page = await withType(asked, page, type, place === 0 ? inner : null);
  }
  return { ...page, self: '', ignored: [] };
}

/** The page with what this type adds to it; on a full page only whether it would. */
async function withType(
  { sql, caller, parameters, query, options }: Asked,
  before: Page,
  type: ResourceType,
  cursor: string | null,
): Promise<Page> {
  const left = query.count - before.matches.length;
  const asked = new URLSearchParams(parameters);
  asked.delete('_total');
  asked.set('_count', String(Math.max(left, 1)));
  if (cursor !== null) asked.set('_cursor', cursor);
  const found = await search(sql, caller, type, asked, options);
  if (found.matches.length === 0) return before;
  if (left === 0) return { ...before, next: writeCursor(ORDER, [type, null]) };
  return {
    matches: [...before.matches, ...found.matches],
    included: [...before.included, ...found.included],
    ...(found.next === undefined ? {} : { next: writeCursor(ORDER, [type, found.next]) }),
  };
}

async function totalOf({ sql, caller, types, parameters, options }: Asked): Promise<number> {
  let total = 0;
  const counting = new URLSearchParams([...parameters].filter(([name]) => !name.startsWith('_include')));
  counting.set('_summary', 'count');
  for (const type of types) total += (await search(sql, caller, type, counting, options)).total ?? 0;
  return total;
}
