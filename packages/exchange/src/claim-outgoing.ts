import type { Sql } from '@lienmach/fhir-store';

/** A message that nobody else sends for the length of its lease. */
export interface ClaimedMessage {
  readonly id: string | number | bigint;
  readonly control_id: string;
  readonly content: string | null;
  readonly raw: Uint8Array | null;
  readonly attempts: number;
}

/** messages of different keys that are taken at one time */
const AT_ONCE = 16;

/**
 * Waiting messages of a channel that one look takes in. They are its oldest, so the oldest of a key among them is the oldest of
 * that key.
 */
const WINDOW = 2000;

/** keys that one look behind the window goes through */
const KEYS = 1000;

const TAKEN = 'id, control_id, content, raw, attempts';

interface Look {
  readonly channel: string;
  readonly at: Date;
  /** milliseconds that what it takes is nobody else's */
  readonly lease: number;
}

const untilOf = ({ at, lease }: Look): Date => new Date(at.getTime() + lease);

/** A look of bounded size: asked as "nothing earlier waits", one look over a long backlog took 18 minutes. */
const claimInWindow = (sql: Sql, look: Look): Promise<ClaimedMessage[]> =>
  sql.query({
    name: 'message-out-claim',
    text: `with line as materialized (
             select id, key, due from message_out where channel = $1 and state = 'waiting' order by id limit ${WINDOW}),
           heads as (select distinct on (key) id, due from line order by key, id)
           update message_out set attempts = attempts + 1, due = $3 where id in (
             select id from heads where due <= $2 order by id limit ${AT_ONCE})
           and state = 'waiting' and due <= $2
           returning ${TAKEN}`,
    values: [look.channel, look.at, untilOf(look)],
  });

interface Head {
  readonly id: string;
  readonly key: string;
  readonly is_due: boolean;
}

/**
 * Where the window is full of keys whose oldest message waits for its next try, others stand behind them: from key to key, one
 * step of the index each.
 */
function headsAfter(sql: Sql, { channel, at }: Look, after: string): Promise<Head[]> {
  const next = (key: string) => `(select id, key, due from message_out
    where channel = $1 and state = 'waiting' and key > ${key} order by key, id limit 1)`;
  return sql.query({
    name: 'message-out-behind',
    text: `with recursive heads as (
             select one.*, 1 as step from ${next('$2')} one where exists (
               select 1 from message_out where channel = $1 and state = 'waiting' order by id offset ${WINDOW} limit 1)
             union all
             select one.*, step + 1 from heads cross join lateral ${next('heads.key')} one where step < ${KEYS})
           select id::text, key, due <= $3 as is_due from heads order by heads.key`,
    values: [channel, after, at],
  });
}

/** Those that nobody has taken meanwhile. */
const claimThese = (sql: Sql, ids: readonly string[], look: Look): Promise<ClaimedMessage[]> =>
  sql.query({
    name: 'message-out-claim-these',
    text: `update message_out set attempts = attempts + 1, due = $3
           where id = any($1::bigint[]) and state = 'waiting' and due <= $2 returning ${TAKEN}`,
    values: [ids, look.at, untilOf(look)],
  });

/** Takes the oldest waiting message of each key that is due; none: nobody is due whom this look came to. */
export function openClaims(sql: Sql): (look: Look) => Promise<ClaimedMessage[]> {
  /** by channel: the key behind which the next look goes on */
  const seen = new Map<string, string>();

  async function claimBehind(look: Look): Promise<ClaimedMessage[]> {
    const heads = await headsAfter(sql, look, seen.get(look.channel) ?? '');
    const due = heads.flatMap(({ id, is_due }) => (is_due ? [id] : [])).sort((a, b) => Number(a) - Number(b));
    if (due.length > 0) return claimThese(sql, due.slice(0, AT_ONCE), look);
    const last = heads.length === KEYS ? heads.at(-1) : undefined;
    if (last === undefined) seen.delete(look.channel);
    else seen.set(look.channel, last.key);
    return [];
  }
  return async (look) => {
    const inWindow = await claimInWindow(sql, look);
    const rows = inWindow.length > 0 ? inWindow : await claimBehind(look);
    return rows.sort((a, b) => Number(a.id) - Number(b.id));
  };
}
