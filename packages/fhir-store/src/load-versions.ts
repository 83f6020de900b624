import { typeNumber } from './resource-types.ts';
import type { Sql } from './sql.ts';
import type { ResourceType } from './store-contract.ts';

export interface VersionKey {
  readonly type: ResourceType;
  readonly id: string;
  readonly version: number;
}

/** Stored texts of these versions, current or superseded, in the order asked; undefined for a deletion or what is not there. */
export async function loadVersions(sql: Sql, keys: readonly VersionKey[]): Promise<(string | undefined)[]> {
  if (keys.length === 0) return [];
  const rows = await sql.query<{ place: number; body: string | null }>({
    name: 'record_load_versions',
    text: `select k.place::int4 as place, nullif(coalesce(r.body, h.body), '') as body
      from unnest((select $1::int2[]), (select $2::text[]), (select $3::int4[])) with ordinality as k (type, id, version, place)
      left join resource r on r.type = k.type and r.id = k.id and r.version = k.version
      left join resource_history h on h.type = k.type and h.id = k.id and h.version = k.version`,
    values: [keys.map((key) => typeNumber(key.type)), keys.map((key) => key.id), keys.map((key) => key.version)],
  });
  const texts: (string | undefined)[] = new Array(keys.length);
  for (const row of rows) texts[row.place - 1] = row.body ?? undefined;
  return texts;
}
