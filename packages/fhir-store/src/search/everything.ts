import { compartmentParameters } from '@lienmach/fhir-definitions';
import { clinicalDateCode } from '../clinical-date.ts';
import { storeErrors } from '../errors.ts';
import { typePlan } from '../index-plan.ts';
import { readRow } from '../read.ts';
import { isResourceType, resourceTypeNames, typeName, typeNumber } from '../resource-types.ts';
import type { Sql } from '../sql.ts';
import type { Caller, ResourceType, SearchPage, Stored } from '../store-contract.ts';
import { asFilter, type Condition, rowsOf, type Scope } from './condition.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { type DateRange, dateRange } from './date-range.ts';
import { errors } from './errors.ts';
import { findIncluded } from './find-included.ts';
import { newScope, type SearchOptions } from './new-scope.ts';
import { limitConditions } from './reach-condition.ts';
import { parseCount } from './search-query.ts';
import { runStatement } from './search-statement.ts';
import { type StoredRow, storedColumns, toStored } from './stored-row.ts';

export interface EverythingRequest {
  readonly type: 'Patient' | 'Encounter';
  readonly id: string;
  /** `_count`, `_since`, `_type`, `start`, `end`, `_cursor` */
  readonly query: URLSearchParams;
}

/** Not in the compartment, but needed to read what is. */
const supporting = ['Practitioner', 'PractitionerRole', 'Organization', 'Location', 'Medication', 'Device'] as const;

/**
 * Patient/$everything and Encounter/$everything: the resource, then its compartment by type and id, paged. Resources that
 * are only referred to (practitioners, places, medications; an encounter's patient) come as `included`.
 *
 * @throws 404 when the resource is not there or out of reach
 */
export async function everything(
  sql: Sql,
  caller: Caller,
  { type, id, query }: EverythingRequest,
  { zone = '+00:00', merged }: SearchOptions = {},
): Promise<SearchPage> {
  const root = await readRow(sql, caller, { type, id }, 'read');
  if (!root) throw storeErrors.notFound({ detail: `${type}/${id}` });
  if (root.deleted) throw storeErrors.deleted({ detail: `${type}/${id}` });
  const order = `everything ${type}/${id}`;
  const count = Math.max(1, parseCount(query.get('_count') ?? '200'));
  const after = readCursor(order, query.get('_cursor') ?? undefined, 2);
  const scope = newScope(caller);
  const others = type === 'Patient' ? await merged?.othersOf([id]) : undefined;
  const ids = [id, ...(others?.get(id) ?? [])];
  const text = compartmentStatement(scope, { type, id, ids, after, count, query, zone });
  const rows = await runStatement<StoredRow & { type: number; place: number }>(sql, scope, text);
  const shown = rows.slice(0, count);
  const last = shown.at(-1);
  const matches = shown.flatMap((row): Stored[] => {
    const name = typeName(row.type);
    return name ? [toStored(name, row)] : [];
  });
  const targets = type === 'Encounter' ? [...supporting, 'Patient'] : supporting;
  const includes = targets.map((target) => ({ reverse: false, iterate: false, source: '*', code: '*', target }));
  const included = await findIncluded(sql, { caller, type, matches, includes });
  const self = new URLSearchParams([...query].filter(([name]) => name !== '_cursor')).toString();
  const next = rows.length > count && last ? writeCursor(order, [String(last.place), last.id]) : undefined;
  return { matches, included, self, ignored: [], ...(next === undefined ? {} : { next }) };
}

interface Compartment {
  readonly type: 'Patient' | 'Encounter';
  readonly id: string;
  /** of a patient who was merged: of both records */
  readonly ids: readonly string[];
  readonly after: readonly (string | null)[] | undefined;
  readonly count: number;
  readonly query: URLSearchParams;
  readonly zone: string;
}

/** `place` is the type's number; the resource itself comes first with 0. */
function compartmentStatement(scope: Scope, asked: Compartment): string {
  const { type, id, ids, after, count, query, zone } = asked;
  const number = typeNumber(type);
  const [rootId, limit] = [scope.bind.value(id), `${scope.bind.value(count + 1)}::int8`];
  const within = inCareBetween(scope, query, zone);
  const whose = ids.length === 1 ? `=${rootId}` : `=any(${scope.bind.value(ids)}::text[])`;
  const base = `select x.type as place,x.type,x.id from idx_reference x where x.target${whose} and x.target_type=${number}${within}`;
  const members = memberFilters(scope, type, query.getAll('_type').join(',')).map((filter) => `${base} and ${filter}`);
  const root = `select 0::int2 as place,${number}::int2 as type,${rootId}::text as id`;
  const filters = ['not r.deleted'];
  if (after) {
    if (!/^\d{1,3}$/.test(after[0] ?? '') || after[1] == null) throw errors.badCursor({ at: '_cursor' });
    filters.push(`(m.place,m.id)>(${scope.bind.value(after[0])}::int2,${scope.bind.value(after[1])}::text)`);
  }
  const from = momentOf(query, '_since', zone);
  if (from) filters.push(`r.updated>=${scope.bind.value(from.low)}::timestamptz`);
  const all = [root, ...members].join(' union ');
  return `select m.place,m.type,${storedColumns} from (${all}) m join resource r on r.type=m.type and r.id=m.id where ${filters.join(' and ')} order by m.place,m.id limit ${limit}`;
}

function momentOf(query: URLSearchParams, name: '_since' | 'start' | 'end', zone: string): DateRange | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const range = dateRange(text.replace(' ', '+'), zone);
  if (!range) throw errors.badDate({ at: name, detail: text.slice(0, 100) });
  return range;
}

/**
 * `start` and `end` ask by the dates of care, which the rows carry; types without such a date belong to any time.
 *
 * @source FHIR R4 4.0.1, operation-patient-everything.html (verified)
 */
function inCareBetween({ bind }: Scope, query: URLSearchParams, zone: string): string {
  const [start, end] = [momentOf(query, 'start', zone), momentOf(query, 'end', zone)];
  if (!start && !end) return '';
  const dated = resourceTypeNames.filter((name) => !timeless.has(clinicalDateCode(name)));
  const bounds = [
    ...(start ? [`x.at>=${bind.value(start.low)}::timestamptz`] : []),
    ...(end ? [`x.at<=${bind.value(end.high)}::timestamptz`] : []),
  ].join(' and ');
  return ` and (x.type<>all(${bind.value(dated.map(typeNumber))}::int2[]) or (${bounds}))`;
}

const timeless = new Set([undefined, 'birthdate']);

/** Rows of the compartment that the caller may find: one filter for the types without limit, one for each other type. */
function memberFilters(scope: Scope, type: 'Patient' | 'Encounter', only: string): string[] {
  const compartment = compartmentParameters(type);
  const free: { type: number; param: number }[] = [];
  const filters: string[] = [];
  for (const name of wantedTypes(only)) {
    const sources = name === type ? [] : sourcesOf(name, compartment[name] ?? []);
    if (sources.length === 0) continue;
    const conditions = limitConditions(scope, name, scope.reach?.limit(name, 'search') ?? 'all');
    if (conditions.length === 0) free.push(...sources.map((param) => ({ type: typeNumber(name), param })));
    else filters.push([rowsOf('x', typeNumber(name), sources), ...filtersOf(scope, conditions)].join(' and '));
  }
  if (free.length === 0) return filters;
  const lists = [free.map((pair) => pair.type), free.map((pair) => pair.param)];
  const [types, params] = lists.map((list) => `${scope.bind.value(list)}::int2[]`);
  return [`(x.type,x.param) in (select * from unnest(${types},${params}))`, ...filters];
}

function wantedTypes(only: string): readonly ResourceType[] {
  if (!only) return resourceTypeNames;
  return only.split(',').map((name) => {
    if (!isResourceType(name)) throw errors.unknownType({ at: '_type', type: name.slice(0, 60) });
    return name;
  });
}

const filtersOf = (scope: Scope, conditions: readonly Condition[]): string[] =>
  conditions.map((condition) => asFilter(condition, { row: 'x', hasAt: true, isNarrow: false }, scope.bind));

const sourcesOf = (type: ResourceType, codes: readonly string[]): number[] => [
  ...new Set(codes.flatMap((code) => typePlan(type).fields.get(code)?.sources ?? [])),
];
