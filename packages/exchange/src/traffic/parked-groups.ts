import type { Sql } from '@lienmach/fhir-store';
import type { OperationOutcome } from 'fhir/r4';
import { type UnknownCode, unknownCodesOf } from '../unknown-code.ts';

/** Messages of one channel that wait for the same reason. */
export interface ParkedGroup {
  readonly key: string;
  readonly channel: string;
  readonly count: number;
  readonly first: Date;
  readonly last: Date;
  /** the newest of them */
  readonly example: string;
  readonly reason?: OperationOutcome;
  /** codes that the channel's map does not know */
  readonly unknown: readonly UnknownCode[];
}

interface Row {
  readonly key: string;
  readonly channel: string;
  readonly count: number;
  readonly first: Date | string;
  readonly last: Date | string;
  readonly example: string;
  readonly reason: string | null;
}

/** so many waiting messages are looked through, oldest first; a desk with more has another problem */
const LOOKED_AT = 20_000;
const MOST = 200;

const groupOf = ({ reason, first, last, ...row }: Row): ParkedGroup => {
  const outcome = reason === null ? undefined : (JSON.parse(reason) as OperationOutcome);
  return {
    ...row,
    first: new Date(first),
    last: new Date(last),
    unknown: unknownCodesOf(outcome),
    ...(outcome === undefined ? {} : { reason: outcome }),
  };
};

/** What waits for a person, by channel and reason; the largest group first. */
export async function parkedGroups(sql: Sql): Promise<ParkedGroup[]> {
  const rows = await sql.query<Row>({
    text: `with waiting as (
        select id, park_key, coalesce(channel, partner) as channel, received
        from message_in where state = 'parked' order by message_in.id limit ${LOOKED_AT}
      ), groups as (
        select park_key, min(channel) as channel, count(*)::int as count, min(received) as first, max(received) as last,
          max(id) as example
        from waiting group by park_key order by 3 desc, 5 desc limit ${MOST}
      )
      select g.park_key as key, g.channel, g.count, g.first, g.last, g.example::text, m.reason
      from groups g join message_in m on m.id = g.example order by g.count desc, g.last desc`,
    values: [],
  });
  return rows.map(groupOf);
}

/** Ids of a group, oldest first: in this order they came and are handled again. */
export async function parkedOf(sql: Sql, group: string, after: string, limit: number): Promise<string[]> {
  const rows = await sql.query<{ readonly id: string }>({
    text: `select id::text from message_in where state = 'parked' and message_in.id > $2::bigint and park_key = $1
      order by message_in.id limit ${Math.max(1, Math.min(limit, MOST))}`,
    values: [group, after],
  });
  return rows.map(({ id }) => id);
}
