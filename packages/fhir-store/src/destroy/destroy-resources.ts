import { storeErrors } from '../errors.ts';
import { indexResource } from '../indexing/index-resource.ts';
import type { ResourceRows } from '../indexing/resource-rows.ts';
import { DEFAULT_ZONE } from '../open-store.ts';
import { parseStored } from '../parse-json.ts';
import { renewStale } from '../reindex/renew-rows.ts';
import { findTypeNumber, typeName, typeNumber } from '../resource-types.ts';
import { WORDS_LOCK } from '../search/word-tables.ts';
import type { Sql } from '../sql.ts';
import { standingOf } from '../standing.ts';
import type { Agent, ResourceType } from '../store-contract.ts';
import { type Change, DESTROYED } from '../write/change.ts';
import { type CurrentVersion, currentVersions } from '../write/current-versions.ts';
import { UriSystems } from '../write/uri-systems.ts';
import { writeChanges } from '../write/write-changes.ts';

/** A resource and the version that was looked at when its end was decided. */
export interface Doomed {
  readonly type: ResourceType;
  readonly id: string;
  readonly version: number;
}

export interface DestroyOptions {
  /** who does it, for the row of the access log that is written in the same transaction */
  readonly agent: Agent;
  readonly activity: string;
  readonly now: Date;
  readonly zone?: string;
  /** asked when the resources are locked: throws when they must stay after all */
  readonly mayGo?: (tx: Sql) => Promise<void>;
}

/**
 * Removes resources for good, all of them or none: every version, every index row, every word. What stays is the type and the
 * id, which answers 410 and is never used again, one event of a deletion, and the row of the access log.
 *
 * Those that are destroyed already are left alone, so that the same call can be made again after a stop.
 *
 * @throws store.changedSince when one of them is not there or not in that version any more, or something that stays points at it
 */
export const destroyResources = (sql: Sql, doomed: readonly Doomed[], options: DestroyOptions): Promise<number> =>
  sql.transaction(async (tx) => {
    const { zone = DEFAULT_ZONE, agent, activity, now, mayGo } = options;
    const current = await currentVersions(tx, doomed, true);
    const left = doomed.filter(({ type, id }) => !current.get(`${type}/${id}`)?.isDestroyed);
    if (left.length === 0) return 0;
    const systems = new UriSystems();
    await renewStale(tx, { systems, zone }, current);
    const changes = left.map((one) => endOf(one, current.get(`${one.type}/${one.id}`), zone));
    await refusePointedAt(tx, left);
    const caller = { agent, reach: { limit: () => 'all' as const } };
    await writeChanges(tx, systems, [{ changes, caller, activity, at: now.toISOString(), locks: [] }]);
    await erase(tx, left);
    // last of all: what was set while we waited for locks still counts
    await mayGo?.(tx);
    return left.length;
  });

/** Its last version is a deletion, also where it was deleted before: nothing of the versions below it is needed. */
function endOf({ type, id, version }: Doomed, current: CurrentVersion | undefined, zone: string): Change {
  if (current?.version !== version) throw storeErrors.changedSince({ at: type, detail: `${type}/${id}` });
  const rows = current.deleted ? undefined : rowsOf(type, id, current, zone);
  return {
    method: 'DELETE',
    type,
    id,
    version: version + 1,
    text: '',
    follows: version,
    added: undefined,
    removed: rows,
    patients: rows === undefined ? [] : standingOf(type, rows).patients,
  };
}

const rowsOf = (type: ResourceType, id: string, { body, updated }: CurrentVersion, zone: string): ResourceRows =>
  indexResource(type, id, parseStored(body), updated, zone);

/** Something that stays began to point at one of them since they were looked at. */
async function refusePointedAt(tx: Sql, left: readonly Doomed[]): Promise<void> {
  const [by] = await tx.query<{ type: number; id: string }>({
    text: `with k as (select * from unnest((select $1::int2[]), (select $2::text[])) as k (type, id))
      select x.type, x.id from k join idx_reference x on x.target = k.id and x.target_type = k.type
      where not exists (select from k own where own.type = x.type and own.id = x.id) limit 1`,
    values: [left.map(({ type }) => typeNumber(type)), left.map(({ id }) => id)],
  });
  if (by === undefined) return;
  const pointer = `${typeName(by.type)}/${by.id}`;
  throw storeErrors.changedSince({ at: 'reference', detail: pointer });
}

const these = 'unnest((select $1::int2[]), (select $2::text[])) as k (type, id) where t.type = k.type and t.id = k.id';

async function erase(tx: Sql, gone: readonly Doomed[]): Promise<void> {
  // somebody who makes words of it just now would write them after us
  for (const type of [...new Set(gone.map((one) => typeNumber(one.type)))].sort((a, b) => a - b))
    await tx.query({ text: 'select pg_advisory_xact_lock($1, $2)', values: [WORDS_LOCK, type] });
  const values = [gone.map(({ type }) => typeNumber(type)), gone.map(({ id }) => id)];
  for (const table of ['resource_history', 'resource_words', 'token_label'])
    await tx.query({ text: `delete from ${table} t using ${these}`, values });
  await tx.query({ text: `update resource t set method = ${DESTROYED}, body = '' from ${these}`, values });
}

/** Which of these `Type/id` are destroyed. */
export async function destroyedAmong(sql: Sql, keys: Iterable<string>): Promise<ReadonlySet<string>> {
  const parts = [...keys].map((key) => key.split('/'));
  const rows = await sql.query<{ type: number; id: string }>({
    name: 'record_destroyed',
    text: `select t.type, t.id from resource t, ${these} and t.method = ${DESTROYED}`,
    values: [parts.map(([type = '']) => findTypeNumber(type) ?? 0), parts.map(([, id = '']) => id)],
  });
  return new Set(rows.map(({ type, id }) => `${typeName(type)}/${id}`));
}
