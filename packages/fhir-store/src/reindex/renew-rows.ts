import { indexResource } from '../indexing/index-resource.ts';
import { INDEX_VERSION } from '../indexing/index-version.ts';
import { parseStored } from '../parse-json.ts';
import { findTypeNumber, typeName } from '../resource-types.ts';
import type { Sql } from '../sql.ts';
import type { CurrentVersions } from '../write/current-versions.ts';
import { rowColumns, systemsOf } from '../write/row-columns.ts';
import type { UriSystems } from '../write/uri-systems.ts';
import { indexTables, insertRows, Placeholders } from '../write/write-statement.ts';

/** Where rows are made again. */
export interface RenewContext {
  readonly systems: UriSystems;
  readonly zone: string;
}

interface Stale {
  readonly id: string;
  readonly body: string;
  readonly updated: Date;
  readonly deleted: boolean;
}

/**
 * Before a resource with rows of an older indexer is changed, its rows are made again: a change removes rows by computing
 * them, which an older indexer would have computed otherwise. Nothing to do (and nothing asked) when all are current.
 */
export async function renewStale(sql: Sql, context: RenewContext, current: CurrentVersions): Promise<void> {
  const stale = new Map<string, string[]>();
  for (const [key, { indexed }] of current) {
    if (indexed >= INDEX_VERSION) continue;
    const [type = '', id = ''] = key.split('/');
    stale.set(type, [...(stale.get(type) ?? []), id]);
  }
  for (const [type, ids] of stale)
    await sql.transaction((tx) => renewRows(tx, context, { type: findTypeNumber(type) ?? 0, ids }));
}

/**
 * Index rows of these resources by the indexer of today, in place of whatever rows they have. Inside a transaction: the
 * resources stay locked to its end. Those that are current already are left alone.
 *
 * @returns how many were made again
 */
export async function renewRows(
  sql: Sql,
  { systems, zone }: RenewContext,
  { type, ids }: { readonly type: number; readonly ids: readonly string[] },
): Promise<number> {
  const stale = await sql.query<Stale>({
    text: `select r.id, r.body, r.updated, r.deleted from resource r
      where r.type = $1 and r.id = any($2::text[]) and r.indexed < $3 order by r.id for update`,
    values: [type, ids, INDEX_VERSION],
  });
  const name = typeName(type);
  if (stale.length === 0 || name === undefined) return 0;
  const living = stale.filter(({ deleted }) => !deleted);
  const rows = living.map(({ id, body, updated }) =>
    indexResource(name, id, parseStored(body), new Date(updated).toISOString(), zone),
  );
  const columns = rowColumns(rows, await systems.intern(sql, systemsOf(rows)));
  const values = [type, stale.map(({ id }) => id), ...indexTables.flatMap((table): unknown[] => columns[table])];
  await sql.query({ text: renewal, values, name: 'record_renew' });
  return stale.length;
}

const renewal = makeRenewal();

/** Out with every row they have, in with the new ones, and the mark, in one statement. */
function makeRenewal(): string {
  const at = new Placeholders();
  const [type, ids] = [`${at.scalar()}::int2`, at.array('text')];
  const mine = `t.type = ${type} and t.id = any(${ids}::text[])`;
  const parts = [
    ...indexTables.map((table) => `drop_${table} as (delete from idx_${table} t where ${mine})`),
    ...indexTables.map((table) => insertRows(at, table)),
  ];
  return `with ${parts.join(',\n')}\nupdate resource t set indexed = ${INDEX_VERSION} where ${mine}`;
}
