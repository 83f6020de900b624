import { storeErrors } from '../errors.ts';
import { withoutHidden } from '../hidden-elements.ts';
import { indexResource } from '../indexing/index-resource.ts';
import { parseStored } from '../parse-json.ts';
import { typeNumber } from '../resource-types.ts';
import type { Scope } from '../search/condition.ts';
import { conditionsFor } from '../search/conditions.ts';
import { errors } from '../search/errors.ts';
import { idSubquery } from '../search/id-select.ts';
import { newScope, type SearchOptions } from '../search/new-scope.ts';
import { limitConditions, reachConditions } from '../search/reach-condition.ts';
import { parseSearchQuery } from '../search/search-query.ts';
import { type StoredRow, storedColumns, toStored } from '../search/stored-row.ts';
import { subsetOf } from '../search/subset.ts';
import type { Sql } from '../sql.ts';
import { standingOf } from '../standing.ts';
import type { Caller, ResourceType, Stored } from '../store-contract.ts';
import { walkRows } from './walk-rows.ts';

/** What leaves of one type. */
export interface ExportAsked {
  readonly type: ResourceType;
  /** `record`: all of it; `patients`: what lies in the compartment of any patient; a list: of these patients only */
  readonly of: 'record' | 'patients' | readonly string[];
  /** ISO instant: only what changed after it */
  readonly since?: string;
  /** searches of which one must find the resource; none: no such restriction */
  readonly filters?: readonly URLSearchParams[];
  /** elements to keep beside the mandatory ones; none: whole resources */
  readonly elements?: readonly string[];
}

const HANDFUL = 500;

/**
 * Every current resource of one type that the caller may find, in the order of ids, a handful at a time.
 *
 * @param snapshot  inside `inSnapshot`, so that all types are of one moment
 * @throws 403 when the caller may not search the type, 400 for a filter that is no search
 */
export async function* exportRows(
  snapshot: Sql,
  caller: Caller,
  asked: ExportAsked,
  options: SearchOptions,
): AsyncGenerator<readonly Stored[]> {
  const { type, of, elements = [] } = asked;
  const scope = newScope(caller, options);
  const text = exportStatement(scope, caller, asked);
  for await (const rows of walkRows<StoredRow>(snapshot, { text, values: scope.bind.values }, HANDFUL)) {
    const found = rows.map((row) => toStored(type, row));
    const stored = of === 'patients' ? found.filter(isOfPatient) : found;
    if (stored.length > 0)
      yield stored.map((one) => withoutHidden(caller, subsetOf(one, { elements, summary: 'false' })));
  }
}

function exportStatement(scope: Scope, caller: Caller, { type, of, since, filters = [] }: ExportAsked): string {
  if (caller.reach.limit(type, 'search') === 'none') throw storeErrors.forbidden({ at: type, detail: 'search' });
  const number = typeNumber(type);
  const limits = reachConditions(scope, type);
  const within = typeof of === 'string' ? limits : [...limits, ...limitConditions(scope, type, { patients: of })];
  const sets = filters.map((filter) =>
    idSubquery(scope, number, [...filterConditions(scope, type, filter), ...within]),
  );
  if (sets.length === 0 && within.length > 0) sets.push(idSubquery(scope, number, within));
  const where = [
    `r.type=${number} and not r.deleted`,
    ...(since === undefined ? [] : [`r.updated > ${scope.bind.value(since)}::timestamptz`]),
    ...(sets.length === 0 ? [] : [`(${sets.map((ids) => `r.id in (${ids})`).join(' or ')})`]),
  ];
  return `select ${storedColumns} from resource r where ${where.join(' and ')} order by r.id`;
}

function filterConditions(scope: Scope, type: ResourceType, filter: URLSearchParams) {
  const { criteria, includes, sort, ignored: controls } = parseSearchQuery(filter);
  const { conditions, ignored } = conditionsFor(scope, type, criteria);
  const [unknown] = [...ignored, ...controls, ...includes.map(() => '_include'), ...sort.map(() => '_sort')];
  if (unknown !== undefined) throw errors.badCriterion({ at: unknown, name: unknown });
  if (conditions.length === 0) throw storeErrors.emptyCondition({ at: type });
  return conditions;
}

/** Is it in the compartment of a patient at all? */
function isOfPatient({ type, id, text, lastUpdated }: Stored): boolean {
  if (type === 'Patient') return true;
  return standingOf(type, indexResource(type, id, parseStored(text), lastUpdated, '+00:00')).patients.length > 0;
}

interface DeletedRow {
  readonly id: string;
}

/**
 * What was deleted after `since`. A deletion has no patient any more, so it is told only to who may find all of the type.
 *
 * @param snapshot  inside `inSnapshot`
 */
export async function* exportDeletions(
  snapshot: Sql,
  caller: Caller,
  type: ResourceType,
  since: string,
): AsyncGenerator<readonly string[]> {
  if (caller.reach.limit(type, 'search') !== 'all') return;
  const text = `select id from resource where type=${typeNumber(type)} and deleted and updated > $1::timestamptz order by id`;
  for await (const rows of walkRows<DeletedRow>(snapshot, { text, values: [since] }, HANDFUL))
    yield rows.map(({ id }) => id);
}
