import { typeName, typeNumber } from '../resource-types.ts';
import type { Sql } from '../sql.ts';
import type { ResourceType } from '../store-contract.ts';
import { DESTROYED } from './change.ts';

export interface CurrentVersion {
  readonly version: number;
  readonly deleted: boolean;
  /** deleted for good: the id is not used again */
  readonly isDestroyed: boolean;
  readonly body: string;
  /** ISO instant */
  readonly updated: string;
  /** which indexer made its rows */
  readonly indexed: number;
}

export type CurrentVersions = ReadonlyMap<string, CurrentVersion>;

interface Key {
  readonly type: ResourceType;
  readonly id: string;
}

interface Row {
  type: number;
  id: string;
  version: number;
  method: number;
  deleted: boolean;
  body: string;
  updated: Date;
  indexed: number;
}

const select = `select r.type, r.id, r.version, r.method, r.deleted, r.body, r.updated, r.indexed
  from unnest((select $1::int2[]), (select $2::text[])) as k (type, id) join resource r on r.type = k.type and r.id = k.id`;

/** What is stored now, by `Type/id`. Locked: nobody else changes it until the transaction ends. */
export async function currentVersions(sql: Sql, keys: readonly Key[], isLocked: boolean): Promise<CurrentVersions> {
  if (keys.length === 0) return new Map();
  const rows = await sql.query<Row>({
    name: isLocked ? 'record_lock_current' : 'record_current',
    text: isLocked ? `${select} order by r.type, r.id for update of r` : select,
    values: [keys.map(({ type }) => typeNumber(type)), keys.map(({ id }) => id)],
  });
  return new Map(
    rows.map(({ type, id, version, method, deleted, body, updated, indexed }) => [
      `${typeName(type)}/${id}`,
      { version, deleted, isDestroyed: method === DESTROYED, body, indexed, updated: new Date(updated).toISOString() },
    ]),
  );
}
