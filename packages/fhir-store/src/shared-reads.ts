import { wasRefused } from './connection-loss.ts';
import { typeNumber } from './resource-types.ts';
import { type StoredRow, storedColumns } from './search/stored-row.ts';
import { SharedLanes } from './shared-lanes.ts';
import type { Sql } from './sql.ts';
import type { ResourceType } from './store-contract.ts';

/** statements under way before the next read waits for company */
const LANES = 2;
/** rows one statement brings at most: a row is a few kB, the largest a MB */
const MOST_ROWS = 50;

export type CurrentRow = StoredRow & { readonly deleted: boolean };

export interface ResourceAddress {
  readonly type: ResourceType;
  readonly id: string;
}

export const readOne = (sql: Sql, { type, id }: ResourceAddress): Promise<CurrentRow[]> =>
  sql.query<CurrentRow>({
    name: 'record_read',
    text: `select ${storedColumns},r.deleted from resource r where r.type=$1 and r.id=$2`,
    values: [typeNumber(type), id],
  });

/** each is looked up by its key, whatever the planner thinks of the table's size */
const readMany = (sql: Sql, group: readonly ResourceAddress[]): Promise<(CurrentRow & { readonly place: number })[]> =>
  sql.query({
    name: 'record_read_many',
    text: `select asked.place::int as place,found.* from unnest($1::int2[],$2::text[]) with ordinality asked(type,id,place),
      lateral (select ${storedColumns},r.deleted from resource r where r.type=asked.type and r.id=asked.id limit 1) found`,
    values: [group.map(({ type }) => typeNumber(type)), group.map(({ id }) => id)],
  });

/**
 * Reads by id that arrive while others are under way share the next statement. Only for callers who may see every
 * resource of the type: a narrower reach is part of the statement, and stays alone with its reader.
 */
export function sharedReads(sql: Sql): SharedLanes<ResourceAddress, CurrentRow | undefined> {
  return new SharedLanes({
    lanes: LANES,
    most: MOST_ROWS,
    sizeOf: () => 1,
    wasUndone: wasRefused,
    async send(group) {
      const [first, ...others] = group;
      if (first !== undefined && others.length === 0) return [(await readOne(sql, first))[0]];
      const rows: (CurrentRow | undefined)[] = group.map(() => undefined);
      for (const { place, ...row } of await readMany(sql, group)) rows[place - 1] = row;
      return rows;
    },
  });
}
