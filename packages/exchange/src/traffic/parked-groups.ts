import type { Sql } from '@lienmach/fhir-store';
import type { OperationOutcome } from 'fhir/r4';
import { type UnknownCode, unknownCodesOf } from '../unknown-code.ts';
import { GROUP_KEY } from './message-search.ts';

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
        select id, ${GROUP_KEY} as key, coalesce(channel, partner) as channel, received, reason
        from message_in where state = 'parked' order by message_in.id limit ${LOOKED_AT}
      )
      select key, min(channel) as channel, count(*)::int as count, min(received) as first, max(received) as last,
        max(id)::text as example, (array_agg(reason order by id desc))[1] as reason
      from waiting group by key order by 3 desc, 5 desc limit ${MOST}`,
    values: [],
  });
  return rows.map(groupOf);
}

/** Ids of a group, oldest first: in this order they came and are handled again. */
export async function parkedOf(sql: Sql, group: string, after: string, limit: number): Promise<string[]> {
  const rows = await sql.query<{ readonly id: string }>({
    text: `select id::text from message_in where state = 'parked' and message_in.id > $2::bigint and ${GROUP_KEY} = $1
      order by message_in.id limit ${Math.max(1, Math.min(limit, MOST))}`,
    values: [group, after],
  });
  return rows.map(({ id }) => id);
}
