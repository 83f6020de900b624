import { storeErrors } from './errors.ts';
import { typeNumber } from './resource-types.ts';
import { asFilter } from './search/condition.ts';
import { newScope } from './search/new-scope.ts';
import { limitConditions } from './search/reach-condition.ts';
import { runStatement } from './search/search-statement.ts';
import { type StoredRow, storedColumns, toStored } from './search/stored-row.ts';
import { type CurrentRow, type ResourceAddress, readOne, type sharedReads } from './shared-reads.ts';
import type { Sql } from './sql.ts';
import { isVersionWithin } from './standing.ts';
import type { Caller, Interaction, Limit, ResourceType, Stored } from './store-contract.ts';

/** Where reads come from: the database, and the lanes of those who may see all of a type. */
export interface ReadSource {
  readonly sql: Sql;
  readonly shared: ReturnType<typeof sharedReads>;
}

/** The current version. @throws 404 when it is not there or out of reach, 410 when it was deleted, 403 for a forbidden type */
export async function read(source: ReadSource, caller: Caller, type: ResourceType, id: string): Promise<Stored> {
  const { sql, shared } = source;
  const isFree = caller.reach.limit(type, 'read') === 'all';
  const row = isFree ? await shared.send({ type, id }) : await readRow(sql, caller, { type, id }, 'read');
  if (!row) throw storeErrors.notFound({ detail: `${type}/${id}` });
  if (row.deleted) throw storeErrors.deleted({ detail: `${type}/${id}` });
  return toStored(type, row);
}

/** One version, current or superseded. @throws as `read`; a version that is a deletion is 410 */
export async function vread(
  sql: Sql,
  caller: Caller,
  { type, id, version }: { type: ResourceType; id: string; version: number },
): Promise<Stored> {
  const notFound = () => storeErrors.notFound({ detail: `${type}/${id}/_history/${version}` });
  const current = await readRow(sql, caller, { type, id }, 'vread');
  if (!current || !Number.isSafeInteger(version) || version < 1 || version > current.version) throw notFound();
  const row = current.version === version ? current : await superseded(sql, { type, id, version });
  // of what was destroyed no version is left
  if (!row) throw current.deleted ? storeErrors.deleted({ detail: `${type}/${id}` }) : notFound();
  if (row.body === '') throw storeErrors.deleted({ detail: `${type}/${id}/_history/${version}` });
  const stored = toStored(type, row);
  // an old version may have been about somebody else
  if (!isVersionWithin(stored, caller.reach.limit(type, 'vread'))) throw notFound();
  return stored;
}

/** The row of `resource` if the caller may see it: a limit on patients is part of the statement. */
export async function readRow(
  sql: Sql,
  caller: Caller,
  { type, id }: ResourceAddress,
  interaction: Interaction,
): Promise<CurrentRow | undefined> {
  const limit = caller.reach.limit(type, interaction);
  if (limit === 'none') throw storeErrors.forbidden({ detail: type });
  if (limit === 'all') return (await readOne(sql, { type, id }))[0];
  const scope = newScope(caller);
  const filters = limitConditions(scope, type, limit).map((condition) =>
    asFilter(condition, { row: 'r', hasAt: false, isNarrow: false }, scope.bind),
  );
  const where = [`r.type=${typeNumber(type)}`, `r.id=${scope.bind.value(id)}`, ...filters].join(' and ');
  const [row] = await runStatement<CurrentRow>(
    sql,
    scope,
    `select ${storedColumns},r.deleted from resource r where ${where}`,
  );
  return row?.deleted && !(await wasWithin(sql, { type, id, version: row.version - 1 }, limit)) ? undefined : row;
}

/** A deletion has no content and no index rows: the version before it says whether the caller could ever see it. */
export async function wasWithin(
  sql: Sql,
  at: { type: ResourceType; id: string; version: number },
  limit: Limit,
): Promise<boolean> {
  const row = await superseded(sql, at);
  return row !== undefined && isVersionWithin(toStored(at.type, row), limit);
}

async function superseded(sql: Sql, at: { type: ResourceType; id: string; version: number }) {
  const [row] = await sql.query<StoredRow>({
    name: 'record_vread',
    text: `select ${storedColumns} from resource_history r where r.type=$1 and r.id=$2 and r.version=$3`,
    values: [typeNumber(at.type), at.id, at.version],
  });
  return row;
}
