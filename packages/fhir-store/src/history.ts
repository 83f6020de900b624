import { storeErrors } from './errors.ts';
import { readRow, wasWithin } from './read.ts';
import { resourceTypeNames, typeName, typeNumber } from './resource-types.ts';
import { asFilter, type Scope } from './search/condition.ts';
import { readCursor, writeCursor } from './search/cursor.ts';
import { type DateRange, dateRange } from './search/date-range.ts';
import { errors } from './search/errors.ts';
import { newScope, type SearchOptions } from './search/new-scope.ts';
import { limitConditions } from './search/reach-condition.ts';
import { parseCount } from './search/search-query.ts';
import { runStatement } from './search/search-statement.ts';
import { type StoredRow, storedColumns, toStored } from './search/stored-row.ts';
import type { Sql } from './sql.ts';
import { isVersionWithin } from './standing.ts';
import type { Caller, HistoryEntry, HistoryPage, ResourceType, Stored } from './store-contract.ts';

type Row = StoredRow & { readonly type: number; readonly method: number };

const methods: Readonly<Record<number, HistoryEntry['method']>> = { 1: 'POST', 2: 'PUT', 3: 'DELETE', 4: 'DELETE' };

interface Asked {
  readonly caller: Caller;
  readonly type?: ResourceType;
  readonly id?: string;
  readonly count: number;
  readonly since: string | undefined;
  readonly at: DateRange | undefined;
  readonly cursor: string | undefined;
}

/**
 * Versions, the newest first: of one resource, of a type, or of everything the caller may see.
 * `_since` is an instant, `_at` a moment or period in which the versions were current, `_count` the size of a page; a page continues at `_cursor`.
 *
 * @throws 404 for an instance that never was or is out of reach, 403 for a forbidden type, 400 for malformed parameters
 */
export async function history(
  sql: Sql,
  caller: Caller,
  { type, id }: { type?: ResourceType; id?: string },
  query: URLSearchParams,
  { zone = '+00:00' }: SearchOptions = {},
): Promise<HistoryPage> {
  const asked: Asked = {
    caller,
    ...(type === undefined ? {} : { type }),
    ...(id === undefined ? {} : { id }),
    count: Math.max(1, parseCount(query.get('_count') ?? undefined)),
    since: parseMoment(query, '_since', zone)?.low,
    at: parseMoment(query, '_at', zone),
    cursor: query.get('_cursor') ?? undefined,
  };
  if (type !== undefined && caller.reach.limit(type, 'history') === 'none')
    throw storeErrors.forbidden({ detail: type });
  if (type !== undefined && id !== undefined && !(await readRow(sql, caller, { type, id }, 'history'))) {
    throw storeErrors.notFound({ detail: `${type}/${id}` });
  }
  const order = `history ${type ?? ''} ${id ?? ''}`;
  const found = await visibleEntries(sql, asked, order);
  const entries = found.slice(0, asked.count);
  const last = found.length > asked.count ? entries.at(-1)?.stored : undefined;
  return { entries, ...(last === undefined ? {} : { next: writeCursor(order, positionOf(last)) }) };
}

const positionOf = ({ lastUpdated, type, id, version }: Stored): string[] => [
  String(Date.parse(lastUpdated)),
  String(typeNumber(type)),
  id,
  String(version),
];

/**
 * One more than the page holds. What an old version hides from this caller is skipped and made up for, so that neither a
 * short page nor a cursor tells that it is there.
 */
async function visibleEntries(sql: Sql, asked: Asked, order: string): Promise<HistoryEntry[]> {
  const found: HistoryEntry[] = [];
  for (let cursor = asked.cursor; ; ) {
    const rows = await historyRows(sql, { ...asked, cursor }, order);
    for (const row of rows) found.push(...(await entryOf(sql, row, asked.caller)));
    const last = rows.at(-1);
    if (found.length > asked.count || rows.length <= asked.count || last === undefined) return found;
    cursor = writeCursor(order, [String(last.updated), String(last.type), last.id, String(last.version)]);
  }
}

function parseMoment(query: URLSearchParams, name: '_since' | '_at', zone: string): DateRange | undefined {
  const text = query.get(name);
  if (!text) return undefined;
  // a plus sign that was not escaped arrives as a blank
  const range = dateRange(text.replace(' ', '+'), zone);
  if (!range) throw errors.badDate({ at: name, detail: text.slice(0, 100) });
  return range;
}

async function entryOf(sql: Sql, row: Row, { reach }: Caller): Promise<HistoryEntry[]> {
  const type = typeName(row.type);
  if (!type) return [];
  const stored = toStored(type, row);
  const limit = reach.limit(type, 'history');
  const isVisible =
    stored.text === '' && typeof limit === 'object'
      ? await wasWithin(sql, { type, id: stored.id, version: stored.version - 1 }, limit)
      : isVersionWithin(stored, limit);
  return isVisible ? [{ stored, method: methods[row.method] ?? 'PUT' }] : [];
}

/** Current and superseded versions of each type, each by its own index, merged. */
async function historyRows(sql: Sql, asked: Asked, order: string): Promise<Row[]> {
  const scope = newScope(asked.caller);
  const bound = bounds(scope, asked, order);
  const limit = `${scope.bind.value(asked.count + 1)}::int8`;
  const parts = (asked.type === undefined ? resourceTypeNames : [asked.type]).flatMap((type) => {
    const filters = typeFilters(scope, asked, type);
    if (!filters) return [];
    const where = [...filters, ...bound].join(' and ');
    const sorted = `order by r.updated desc,r.id desc,r.version desc limit ${limit}`;
    return ['resource', 'resource_history'].map(
      (table) => `(select r.type,r.method,r.updated as at,${storedColumns} from ${table} r where ${where} ${sorted})`,
    );
  });
  if (parts.length === 0) throw storeErrors.forbidden();
  const merged = `select * from (${parts.join(' union all ')}) u order by at desc,type desc,id desc,version desc`;
  return runStatement<Row>(sql, scope, `${merged} limit ${limit}`);
}

/** @returns undefined when nothing of this type may be seen */
function typeFilters(scope: Scope, { caller, id }: Asked, type: ResourceType): string[] | undefined {
  const limit = caller.reach.limit(type, 'history');
  if (limit === 'none') return undefined;
  const filters = limitConditions(scope, type, limit).map((condition) =>
    asFilter(condition, { row: 'r', hasAt: false, isNarrow: false }, scope.bind),
  );
  return [`r.type=${typeNumber(type)}`, ...(id === undefined ? [] : [`r.id=${scope.bind.value(id)}`]), ...filters];
}

/** Versions that were current at some moment of the period: begun before it ended, and not followed before it began. */
function currentAt(scope: Scope, { low, high }: DateRange): string[] {
  const next = `coalesce(
    (select n.updated from resource_history n where n.type=r.type and n.id=r.id and n.version=r.version+1),
    (select n.updated from resource n where n.type=r.type and n.id=r.id and n.version=r.version+1))`;
  const [from, until] = [low, high].map((moment) => `${scope.bind.value(moment)}::timestamptz`);
  return [`r.updated<=${until}`, `coalesce(${next},'infinity')>${from}`];
}

function bounds(scope: Scope, { since, at, cursor }: Asked, order: string): string[] {
  const parts = [
    ...(since === undefined ? [] : [`r.updated>=${scope.bind.value(since)}::timestamptz`]),
    ...(at === undefined ? [] : currentAt(scope, at)),
  ];
  const [updated, type, id, version] = readCursor(order, cursor, 4) ?? [];
  if (updated == null || id == null) return parts;
  if (!/^\d{1,13} \d{1,3} \d{1,9}$/.test(`${updated} ${type} ${version}`)) throw errors.badCursor({ at: '_cursor' });
  const moment = `${scope.bind.value(new Date(Number(updated)).toISOString())}::timestamptz`;
  const place = `(${scope.bind.value(type)}::int2,${scope.bind.value(id)}::text,${scope.bind.value(version)}::int4)`;
  return [...parts, `r.updated<=${moment} and (r.updated<${moment} or (r.type,r.id,r.version)<${place})`];
}
