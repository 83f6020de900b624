import type { Sql } from '@lienmach/fhir-store';

const BATCH = 1000;

/** Whose messages must stay although they are old: numbers of persons, orders and tubes as partners write them, and `Patient/…`. */
export interface HeldMessages {
  readonly marks: readonly string[];
}

/** Until when settled messages may go. */
export interface MessageRetention {
  /** of channels that are not named */
  readonly before: Date;
  readonly channels: readonly { readonly id: string; readonly before: Date }[];
  /** present: a hold stands. What is not plainly about one other person might be about whom it holds, and stays too */
  readonly held?: HeldMessages | undefined;
}

export interface PurgedMessages {
  /** absent: all channels that are not named */
  readonly channel?: string;
  readonly before: Date;
  readonly incoming: number;
  readonly outgoing: number;
}

type Table = 'message_in' | 'message_out';

/** What is settled for good; a message that waits for a person never is, and one that a later one corrects stays with it. */
const old: Readonly<Record<Table, string>> = {
  message_in: `state in ('applied', 'refused') and received < $1::timestamptz and settled < $1::timestamptz
    and not exists (select 1 from message_in later where later.corrects = message_in.id)`,
  message_out: `state in ('sent', 'given-up') and queued < $1::timestamptz and settled < $1::timestamptz`,
};

const text = "encode(raw, 'escape')";
/** HL7 v2 that names one person once; of anything else nobody can say here about whom all of it is */
const isOfOne = `${text} ~ '^MSH[|]' and ${text} ~ '[\r\n]PID[|]' and not ${text} ~ 'PID[|].*[\r\n]PID[|]'
  and not ${text} ~ '[\r\n]MRG[|]'`;

const isNotHeld: Readonly<Record<Table, string>> = {
  message_in: `(not $4::boolean or (patient_key is not null and not patient_key = any($3::text[])
    and not coalesce(order_key, '') = any($3::text[]) and ${isOfOne}))`,
  // what was handed on stays as long as what it was made of
  message_out: '(not $4::boolean or (origin is null and not key = any($3::text[])))',
};

interface Slice {
  readonly channel?: string;
  readonly before: Date;
  readonly condition: string;
  readonly channels: readonly string[];
}

function slicesOf({ before, channels }: MessageRetention): Slice[] {
  const named = channels.map(({ id, before: own }) => ({
    channel: id,
    before: own,
    condition: 'channel = any($2::text[])',
    channels: [id],
  }));
  const rest = { before, condition: '(channel is null or not channel = any($2::text[]))' };
  return [...named, { ...rest, channels: channels.map(({ id }) => id) }];
}

const where = (table: Table, { condition }: Slice): string => `${condition} and ${old[table]} and ${isNotHeld[table]}`;

const valuesOf = ({ before, channels }: Slice, { held }: MessageRetention) => [
  before.toISOString(),
  channels,
  held?.marks ?? [],
  held !== undefined,
];

async function countOf(sql: Sql, table: Table, slice: Slice, retention: MessageRetention): Promise<number> {
  const [row] = await sql.query<{ count: number }>({
    text: `select count(*)::float8 as count from ${table} where ${where(table, slice)}`,
    values: valuesOf(slice, retention),
  });
  return row?.count ?? 0;
}

/** A batch at a time, while the site runs. */
async function purgeOf(sql: Sql, table: Table, slice: Slice, retention: MessageRetention): Promise<number> {
  let total = 0;
  for (let gone = BATCH; gone === BATCH; total += gone) {
    const rows = await sql.query({
      text: `delete from ${table} where id in (select id from ${table} where ${where(table, slice)} order by id limit ${BATCH})
             returning 1 as gone`,
      values: valuesOf(slice, retention),
    });
    gone = rows.length;
  }
  return total;
}

async function each(sql: Sql, retention: MessageRetention, work: typeof countOf): Promise<PurgedMessages[]> {
  const done: PurgedMessages[] = [];
  for (const slice of slicesOf(retention)) {
    const incoming = await work(sql, 'message_in', slice, retention);
    const outgoing = await work(sql, 'message_out', slice, retention);
    const { channel, before } = slice;
    done.push({ ...(channel === undefined ? {} : { channel }), before, incoming, outgoing });
  }
  return done;
}

/** How many would go. */
export const countOldMessages = (sql: Sql, retention: MessageRetention): Promise<PurgedMessages[]> =>
  each(sql, retention, countOf);

/** Removes them, and keeps the figures of what went. */
export async function purgeMessages(sql: Sql, retention: MessageRetention, at: Date): Promise<PurgedMessages[]> {
  const done = await each(sql, retention, purgeOf);
  for (const { channel, incoming, outgoing } of done)
    if (incoming + outgoing > 0)
      await sql.query({
        text: 'insert into message_purge (at, channel, incoming, outgoing) values ($1, $2, $3, $4)',
        values: [at, channel ?? null, incoming, outgoing],
      });
  return done;
}

/** One turn of the retention that took something away. */
export interface PurgeFigure {
  readonly at: Date;
  readonly channel: string | undefined;
  readonly incoming: number;
  readonly outgoing: number;
}

/** Newest first. */
export async function purgeFigures(sql: Sql, limit: number): Promise<PurgeFigure[]> {
  const rows = await sql.query<{ at: Date | string; channel: string | null; incoming: number; outgoing: number }>({
    text: 'select at, channel, incoming, outgoing from message_purge order by at desc, channel limit $1',
    values: [limit],
  });
  return rows.map(({ at, channel, incoming, outgoing }) => ({
    at: new Date(at),
    channel: channel ?? undefined,
    incoming,
    outgoing,
  }));
}
