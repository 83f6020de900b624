import type { Sql } from '@lienmach/fhir-store';
import { isFhirError } from '@lienmach/outcome';
import { errors } from './errors.ts';
import { decodeHl7, encodeHl7 } from './hl7-charset.ts';
import { parseHl7 } from './hl7-parse.ts';
import { type MllpClient, openMllpClient } from './mllp-client.ts';

/** A partner channel of the site file, as far as sending needs it. */
export interface OutgoingChannel {
  readonly id: string;
  readonly host: string;
  readonly port: number;
  readonly charset?: string;
}

export interface OutgoingOptions {
  readonly sql: Sql;
  readonly channels: readonly OutgoingChannel[];
  readonly now: () => Date;
  /** milliseconds to wait for an acknowledgement */
  readonly answerWithin?: number;
}

export interface OutgoingQueue {
  /**
   * Puts a message in line. Told twice under one control id it is there once, as it was told first: a reaction may run
   * again after the record moved on. @throws exchange.unknownChannel
   */
  send(channel: string, message: { key: string; controlId: string; content: string }): Promise<void>;
  /** Sends everything that is due now; answers how many messages reached their partner. */
  flush(): Promise<number>;
  /** Keeps flushing: at once when something is queued here, every second otherwise. */
  start(): void;
  stop(): Promise<void>;
}

interface Row {
  id: string | number | bigint;
  control_id: string;
  content: string;
  attempts: number;
}

/** 1 s, 2 s, 4 s … five minutes at most. */
export const backOff = (attempts: number): number => Math.min(300_000, 1000 * 2 ** Math.max(0, attempts - 1));

/** A message whose answer is awaited is nobody else's for this long. */
const LEASE = 60_000;

/**
 * At least once, in order per channel and key: the oldest waiting message of a key holds up the younger ones until it
 * was acknowledged or the partner turned it down. A message turned down is kept with the partner's reason.
 */
export function outgoingQueue(options: OutgoingOptions): OutgoingQueue {
  const { sql, now } = options;
  const clients = new Map<string, MllpClient>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<number> | undefined;

  const clientOf = (channel: OutgoingChannel): MllpClient => {
    const known = clients.get(channel.id);
    if (known !== undefined) return known;
    const client = openMllpClient({
      host: channel.host,
      port: channel.port,
      ...(options.answerWithin === undefined ? {} : { answerWithin: options.answerWithin }),
    });
    clients.set(channel.id, client);
    return client;
  };

  async function flushChannel(channel: OutgoingChannel): Promise<number> {
    let sent = 0;
    for (;;) {
      const row = await claim(sql, channel.id, now());
      if (row === undefined) return sent;
      const end = await deliver(sql, row, channel, clientOf(channel), now);
      if (end === 'later') return sent; // the partner does not answer: asking for the next patient would wait as long
      if (end === 'sent') sent += 1;
    }
  }

  async function flushAll(): Promise<number> {
    const counts = await Promise.all(options.channels.map(flushChannel));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  function flush(): Promise<number> {
    running ??= flushAll().finally(() => {
      running = undefined;
    });
    return running;
  }
  const wake = (): void => {
    // a database that is away is reported by its own health check; the next turn tries again
    flush().catch(() => undefined);
  };

  return {
    flush,
    async send(channel, message) {
      if (!options.channels.some((one) => one.id === channel)) throw errors.unknownChannel({ detail: channel });
      await enqueue(sql, channel, message, now());
      if (timer !== undefined) wake();
    },
    start() {
      timer ??= setInterval(wake, 1000);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      timer = undefined;
      await running?.catch(() => undefined);
      for (const client of clients.values()) client.close();
      clients.clear();
    },
  };
}

async function enqueue(
  sql: Sql,
  channel: string,
  message: { key: string; controlId: string; content: string },
  at: Date,
): Promise<void> {
  await sql.query({
    name: 'message-out-queue',
    text: `insert into message_out (channel, key, control_id, content, queued, due) values ($1, $2, $3, $4, $5, $5)
           on conflict (channel, control_id) do nothing`,
    values: [channel, message.key, message.controlId, message.content, at],
  });
}

/** The oldest waiting message of each key, and of those the one that is due first; taken for the length of the lease. */
async function claim(sql: Sql, channel: string, at: Date): Promise<Row | undefined> {
  const [row] = await sql.query<Row>({
    name: 'message-out-claim',
    text: `update message_out set attempts = attempts + 1, due = $3 where id = (
             select id from (
               select distinct on (key) id, due from message_out
               where channel = $1 and state = 'waiting' order by key, id) head
             where due <= $2 order by id limit 1)
           and state = 'waiting' and due <= $2
           returning id, control_id, content, attempts`,
    values: [channel, at, new Date(at.getTime() + LEASE)],
  });
  return row;
}

async function deliver(
  sql: Sql,
  row: Row,
  channel: OutgoingChannel,
  client: MllpClient,
  now: () => Date,
): Promise<'sent' | 'refused' | 'later'> {
  let bytes: Buffer;
  try {
    bytes = encodeHl7(row.content, channel.charset);
  } catch (error) {
    if (!isFhirError(error)) throw error;
    // it will be as unsendable tomorrow, and must not hold up everybody behind it
    await settle(sql, row, { state: 'refused', receipt: null, reason: JSON.stringify(error.outcome), at: now() });
    return 'refused';
  }
  try {
    const receipt = decodeHl7(await client.send(bytes));
    const answer = parseHl7(receipt).segment('MSA');
    if (answer?.get(2) !== row.control_id) throw errors.noAnswer({ detail: 'MSA-2 names another message' });
    const isTaken = answer.get(1) === 'AA' || answer.get(1) === 'CA';
    const reason = isTaken ? null : JSON.stringify(errors.refusedByPartner({ detail: answer.get(1) }).outcome);
    const state = isTaken ? 'sent' : 'refused';
    await settle(sql, row, { state, receipt, reason, at: now() });
    return state;
  } catch (error) {
    if (!isFhirError(error)) throw error;
    await sql.query({
      text: 'update message_out set due = $2, reason = $3 where id = $1',
      values: [row.id, new Date(now().getTime() + backOff(row.attempts)), JSON.stringify(error.outcome)],
    });
    return 'later';
  }
}

async function settle(
  sql: Sql,
  row: Row,
  {
    state,
    receipt,
    reason,
    at,
  }: { state: 'sent' | 'refused'; receipt: string | null; reason: string | null; at: Date },
): Promise<void> {
  await sql.query({
    text: 'update message_out set state = $2, receipt = $3, reason = $4, settled = $5 where id = $1',
    values: [row.id, state, receipt, reason, at],
  });
}
