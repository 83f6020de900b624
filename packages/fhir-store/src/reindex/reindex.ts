import { sqlStateOf } from '../connection-loss.ts';
import { INDEX_VERSION } from '../indexing/index-version.ts';
import { typeName } from '../resource-types.ts';
import type { Sql } from '../sql.ts';
import { UriSystems } from '../write/uri-systems.ts';
import { indexTables } from '../write/write-statement.ts';
import { type RenewContext, renewRows } from './renew-rows.ts';

const DEADLOCK = '40P01';
const ATTEMPTS = 8;

export interface ReindexProgress {
  readonly type: string;
  readonly done: number;
  readonly total: number;
}

export interface ReindexOptions {
  /** what a date without zone means: the same as the store's. Default `+07:00` */
  readonly zone?: string;
  /** resources locked together; default 500 */
  readonly batch?: number;
  readonly onProgress?: (progress: ReindexProgress) => void;
}

interface Backlog {
  readonly type: number;
  readonly count: number;
}

/**
 * Makes the index rows of every resource again that an older indexer made, beside everybody who works: each batch changes
 * its rows in one transaction, so that a search sees a resource by its old rows or by its new ones and never by none or both.
 * Stopped at any point it goes on where it stood, since what is done is marked.
 *
 * Rows have no index by resource, so one is made for the time being and dropped at the end.
 *
 * @returns how many resources were made again
 */
export async function reindex(sql: Sql, options: ReindexOptions = {}): Promise<number> {
  const { zone = '+07:00', batch = 500, onProgress } = options;
  const backlog = await staleTypes(sql);
  const total = backlog.reduce((sum, { count }) => sum + count, 0);
  if (total > 0) await helpDeleting(sql);
  const context = { zone, systems: new UriSystems() };
  let done = 0;
  for (const { type } of backlog) {
    for (let after = ''; ; ) {
      const ids = await staleIds(sql, { type, after, batch });
      const last = ids.at(-1);
      if (last === undefined) break;
      done += await renewBatch(sql, context, { type, ids });
      after = last;
      onProgress?.({ type: typeName(type) ?? String(type), done, total });
    }
  }
  await stopHelping(sql);
  return done;
}

/** A deadlock with somebody who writes several of them at once undoes one of both: here it is simply done again. */
async function renewBatch(sql: Sql, context: RenewContext, batch: { type: number; ids: string[] }): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await sql.transaction((tx) => renewRows(tx, context, batch));
    } catch (thrown) {
      if (attempt >= ATTEMPTS || sqlStateOf(thrown) !== DEADLOCK) throw thrown;
    }
  }
}

/** How many resources have rows of an older indexer, by type. */
const staleTypes = (sql: Sql): Promise<Backlog[]> =>
  sql.query<Backlog>({
    text: 'select type, count(*)::int4 as count from resource where indexed < $1 group by type order by type',
    values: [INDEX_VERSION],
  });

async function staleIds(
  sql: Sql,
  { type, after, batch }: { type: number; after: string; batch: number },
): Promise<string[]> {
  const rows = await sql.query<{ id: string }>({
    text: 'select id from resource where type = $1 and id > $2 and indexed < $3 order by id limit $4',
    values: [type, after, INDEX_VERSION, batch],
  });
  return rows.map(({ id }) => id);
}

const helperOf = (table: string): string => `reindex_${table}_id`;

/** An index by resource on each table; one that was left half made by a stop is made again. */
async function helpDeleting(sql: Sql): Promise<void> {
  const concurrently = sql.engine === 'postgres' ? 'concurrently' : '';
  for (const table of indexTables) {
    const broken = await sql.query({
      text: 'select 1 from pg_index where indexrelid = to_regclass($1) and not indisvalid',
      values: [helperOf(table)],
    });
    if (broken.length > 0) await sql.query({ text: `drop index ${concurrently} if exists ${helperOf(table)}` });
    await sql.query({ text: `create index ${concurrently} if not exists ${helperOf(table)} on idx_${table} (id)` });
  }
}

async function stopHelping(sql: Sql): Promise<void> {
  const concurrently = sql.engine === 'postgres' ? 'concurrently' : '';
  for (const table of indexTables) await sql.query({ text: `drop index ${concurrently} if exists ${helperOf(table)}` });
}
