import { storeErrors } from '../errors.ts';
import { typeNumber } from '../resource-types.ts';
import type { Sql } from '../sql.ts';
import type { Caller, ResourceType, SearchPage, Stored } from '../store-contract.ts';
import type { Condition } from './condition.ts';
import { conditionsFor } from './conditions.ts';
import { type Position, readCursor, writeCursor } from './cursor.ts';
import { findIncluded } from './find-included.ts';
import { idSubquery } from './id-select.ts';
import { inCompartment } from './in-compartment.ts';
import { Lookups } from './lookups.ts';
import { newScope, type SearchOptions } from './new-scope.ts';
import { pageStatement } from './page-statement.ts';
import { reachConditions } from './reach-condition.ts';
import { parseSearchQuery, type SearchQuery } from './search-query.ts';
import { runStatement } from './search-statement.ts';
import { sortOrder } from './sort-order.ts';
import { type StoredRow, toStored } from './stored-row.ts';
import { subsetOf } from './subset.ts';
import { withMerged } from './with-merged.ts';

interface Asked {
  readonly type: ResourceType;
  readonly query: SearchQuery;
  readonly caller: Caller;
  readonly options: SearchOptions;
  readonly lookups: Lookups;
}

/**
 * One page of a search: matches, what they include, and the cursor of the next page.
 *
 * @throws 400 for malformed values, 403 when the caller may not search this type at all; unknown parameters are `ignored`
 */
export async function search(
  sql: Sql,
  caller: Caller,
  type: ResourceType,
  parameters: URLSearchParams,
  options: SearchOptions = {},
): Promise<SearchPage> {
  if (caller.reach.limit(type, 'search') === 'none') throw storeErrors.forbidden({ detail: type });
  const query = await withMerged(options.merged, type, parseSearchQuery(parameters));
  const asked = { type, query, caller, options: await withOthers(options), lookups: new Lookups() };
  const { matches, next, ignored } = await findMatches(sql, asked);
  const included = await findIncluded(sql, { caller, type, matches, includes: query.includes });
  const total = query.total === 'accurate' ? await countMatches(sql, asked) : undefined;
  const shape = (stored: Stored) => subsetOf(stored, query);
  return {
    matches: matches.map(shape),
    included: included.map(shape),
    self: selfLink(query, ignored),
    ignored: [...query.ignored, ...ignored],
    ...(next === undefined ? {} : { next }),
    ...(total === undefined ? {} : { total }),
  };
}

/** The compartment of a patient who was merged is that of all their records. */
async function withOthers(options: SearchOptions): Promise<SearchOptions> {
  const { compartment, merged } = options;
  if (compartment?.type !== 'Patient' || merged === undefined) return options;
  const others = (await merged.othersOf([compartment.id])).get(compartment.id) ?? [];
  return { ...options, compartment: { ...compartment, others } };
}

async function findMatches(sql: Sql, asked: Asked) {
  const { type, query } = asked;
  const { scope, conditions, ignored } = await readyConditions(sql, asked);
  const order = sortOrder(scope, type, query.sort, conditions);
  const after = readCursor(order.name, query.cursor, order.keys.length + 1);
  if (query.count === 0) return { matches: [], ignored, next: undefined };
  const number = typeNumber(type);
  const text = pageStatement(scope, { number, conditions, order, after, limit: query.count });
  const rows = await runStatement<StoredRow & Record<string, string | null>>(sql, scope, text);
  const shown = rows.slice(0, query.count);
  const last = shown.at(-1);
  const end: Position | undefined = last && [...order.keys.map((_, place) => last[`k${place + 1}`] ?? null), last.id];
  const next = rows.length > query.count && end ? writeCursor(order.name, end) : undefined;
  return { matches: shown.map((row) => toStored(type, row)), ignored, next };
}

/** Conditions with the reach of the caller; what they have to know is found out first. */
async function readyConditions(sql: Sql, asked: Asked) {
  const { caller, options, lookups } = asked;
  const first = withReach(asked);
  if (!lookups.isOpen) return first;
  await lookups.answer({ sql, caller, options });
  return withReach(asked);
}

function withReach({ caller, options, lookups, type, query }: Asked) {
  const scope = newScope(caller, options, lookups);
  const { conditions, ignored } = conditionsFor(scope, type, query.criteria);
  const within = options.compartment ? [inCompartment(scope, type, options.compartment)] : [];
  const all: readonly Condition[] = [...conditions, ...within, ...reachConditions(scope, type)];
  return { scope, conditions: all, ignored };
}

async function countMatches(sql: Sql, asked: Asked): Promise<number> {
  const { scope, conditions } = await readyConditions(sql, asked);
  const text = `select count(distinct m.id)::int8 as total from (${idSubquery(scope, typeNumber(asked.type), conditions)}) m`;
  const [row] = await runStatement<{ total: number }>(sql, scope, text);
  return Number(row?.total ?? 0);
}

/** What was understood, as the client wrote it. */
function selfLink({ written }: SearchQuery, ignored: readonly string[]): string {
  const understood = written.filter(([name]) => !ignored.includes(name));
  return new URLSearchParams(understood.map(([name, value]) => [name, value])).toString();
}
