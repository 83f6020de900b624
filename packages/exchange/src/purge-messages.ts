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

const batch = (table: Table, slice: Slice): string =>
  `delete from ${table} where id in (select id from ${table} where ${where(table, slice)} order by id limit ${BATCH})`;

/**
 * Of what the house itself told its number stays: who hears it later must not be told it anew, and what follows it, such as a
 * cancellation, still leaves.
 */
const removal: Readonly<Record<Table, (slice: Slice) => string>> = {
  message_in: (slice) => `${batch('message_in', slice)} returning 1 as gone`,
  message_out: (slice) => `with gone as (${batch('message_out', slice)} returning channel, control_id, origin),
      told as (insert into message_told (channel, control_id, at)
        select channel, control_id, $5::timestamptz from gone where origin is null on conflict do nothing)
    select 1 as gone from gone`,
};

/** A batch at a time, while the site runs. */
async function purgeOf(sql: Sql, table: Table, slice: Slice, retention: MessageRetention, at: Date): Promise<number> {
  const values = [...valuesOf(slice, retention), ...(table === 'message_out' ? [at] : [])];
  let total = 0;
  for (let gone = BATCH; gone === BATCH; total += gone) {
    const rows = await sql.query({ text: removal[table](slice), values });
    gone = rows.length;
  }
  return total;
}

/** milliseconds that the number of a message is known after it went: nobody takes back today what he ordered before */
const TOLD = 400 * 86_400_000;

async function forgetTold(sql: Sql, at: Date): Promise<void> {
  await sql.query({
    text: 'delete from message_told where at < $1',
    values: [new Date(at.getTime() - TOLD)],
  });
}

async function each(
  retention: MessageRetention,
  work: (table: Table, slice: Slice) => Promise<number>,
): Promise<PurgedMessages[]> {
  const done: PurgedMessages[] = [];
  for (const slice of slicesOf(retention)) {
    const incoming = await work('message_in', slice);
    const outgoing = await work('message_out', slice);
    const { channel, before } = slice;
    done.push({ ...(channel === undefined ? {} : { channel }), before, incoming, outgoing });
  }
  return done;
}

/** How many would go. */
export const countOldMessages = (sql: Sql, retention: MessageRetention): Promise<PurgedMessages[]> =>
  each(retention, (table, slice) => countOf(sql, table, slice, retention));

/** Removes them, and keeps the figures of what went. */
export async function purgeMessages(sql: Sql, retention: MessageRetention, at: Date): Promise<PurgedMessages[]> {
  const done = await each(retention, (table, slice) => purgeOf(sql, table, slice, retention, at));
  await forgetTold(sql, at);
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
