import type { Sql } from '@lienmach/fhir-store';
import { isFhirError } from '@lienmach/outcome';
import type { OperationOutcome } from 'fhir/r4';
import { type ClaimedMessage, openClaims } from './claim-outgoing.ts';
import { errors } from './errors.ts';
import { decodeHl7, encodeHl7, peekHeader } from './hl7-charset.ts';
import { parseHl7 } from './hl7-parse.ts';
import { type ClientTls, type MllpClient, type MllpClientOptions, openMllpClient } from './mllp-client.ts';
import { outcomeText } from './outcome-text.ts';
import { type SharedTurns, sharedTurns } from './shared-turns.ts';

/** Where messages of one channel go, as far as sending needs it. */
export interface OutgoingChannel {
  readonly id: string;
  readonly host: string;
  readonly port: number;
  readonly charset?: string;
  readonly tls?: ClientTls;
  /** a name that leads out of the house's networks is not called */
  readonly isInside?: boolean;
  /** milliseconds; absent: as the queue says */
  readonly answerWithin?: number;
  readonly retry?: { readonly first?: number; readonly longest?: number; readonly attempts?: number };
  /**
   * Another way than MLLP. Answers the receipt.
   * @throws FhirErrors: `exchange.refusedByPartner` is final, everything else is tried again
   */
  readonly deliver?: (message: Delivery) => Promise<string>;
}

export interface Delivery {
  readonly bytes: Uint8Array;
  readonly controlId: string;
}

export interface OutgoingOptions {
  readonly sql: Sql;
  /** those of now, where they may change */
  readonly channels: readonly OutgoingChannel[] | (() => readonly OutgoingChannel[]);
  readonly now: () => Date;
  /** milliseconds to wait for an acknowledgement */
  readonly answerWithin?: number;
}

interface Told {
  readonly channel: string;
  readonly controlId: string;
}

export interface OutgoingQueue {
  /**
   * Puts a message in line. Told twice under one control id it is there once, as it was told first: a reaction may run
   * again after the record moved on.
   *
   * @param message  `after`: messages of which one must be known, as told by its channel or in answer to a question that came by
   *   it; while none is, nothing is put in line
   * @throws exchange.unknownChannel
   */
  send(
    channel: string,
    message: { key: string; controlId: string; content: string; after?: readonly Told[] },
  ): Promise<void>;
  /** Hands on bytes of the log as they came; told twice, handed on once. @throws exchange.unknownChannel */
  forward(channel: string, message: { key: string; origin: string; raw: Uint8Array }): Promise<void>;
  /** Sends everything that is due now; answers how many messages reached their partner. */
  flush(): Promise<number>;
  /** Keeps flushing: at once when something is queued here, every second otherwise. */
  start(): void;
  stop(): Promise<void>;
}

/** 1 s, 2 s, 4 s … five minutes at most, unless the channel says otherwise. */
export const backOff = (attempts: number, { first = 1000, longest = 300_000 }: OutgoingChannel['retry'] = {}): number =>
  Math.min(longest, first * 2 ** Math.max(0, Math.min(40, attempts - 1)));

/** milliseconds that an answer is awaited where nobody says how long */
const ANSWER_WITHIN = 30_000;

/** milliseconds for the connection, and for writing down what came of it */
const MARGIN = 10_000;

/** A message whose answer is awaited is nobody else's for this long: longer than an answer may take. */
export const leaseOf = (answerWithin = ANSWER_WITHIN): number => Math.max(60_000, answerWithin + 3 * MARGIN);

function addressOf(channel: OutgoingChannel, patience: number | undefined): MllpClientOptions {
  const { host, port, tls, isInside = false, answerWithin = patience } = channel;
  return { host, port, isInside, ...(answerWithin === undefined ? {} : { answerWithin }), ...(tls ? { tls } : {}) };
}

/**
 * At least once, in order per channel and key: the oldest waiting message of a key holds up the younger ones until it
 * was acknowledged or the partner turned it down. A message turned down is kept with the partner's reason. Channels do not
 * wait for each other.
 */
export function outgoingQueue(options: OutgoingOptions): OutgoingQueue {
  const { sql, now } = options;
  const claim = openClaims(sql);
  const clients = new Map<string, { readonly client: MllpClient; readonly told: string }>();
  const pumps = new Map<string, SharedTurns<number>>();
  let timer: NodeJS.Timeout | undefined;

  const channels = (): readonly OutgoingChannel[] =>
    typeof options.channels === 'function' ? options.channels() : options.channels;

  const clientOf = (channel: OutgoingChannel): MllpClient => {
    const where = addressOf(channel, options.answerWithin);
    const told = JSON.stringify(where);
    const known = clients.get(channel.id);
    if (known?.told === told) return known.client;
    known?.client.close();
    const client = openMllpClient(where);
    clients.set(channel.id, { client, told });
    return client;
  };

  async function flushChannel(id: string): Promise<number> {
    for (let sent = 0; ; ) {
      const channel = channels().find((one) => one.id === id);
      const patience = channel?.answerWithin ?? options.answerWithin ?? ANSWER_WITHIN;
      const rows = channel === undefined ? [] : await claim({ channel: id, at: now(), lease: leaseOf(patience) });
      if (channel === undefined || rows.length === 0) return sent;
      const ends = await deliverAll(rows, { sql, channel, now, patience, client: () => clientOf(channel) });
      sent += ends.sent;
      if (ends.isAway) return sent; // the partner does not answer: asking for the next patient would wait as long
    }
  }

  const pumpOf = (id: string): SharedTurns<number> => {
    const known = pumps.get(id) ?? sharedTurns(() => flushChannel(id));
    pumps.set(id, known);
    return known;
  };
  async function flush(): Promise<number> {
    const counts = await Promise.all(channels().map(({ id }) => pumpOf(id).run()));
    return counts.reduce((sum, count) => sum + count, 0);
  }
  // a database that is away is reported by its own health check; the next turn tries again
  const wake = (id: string): void => {
    if (timer !== undefined) pumpOf(id).wake();
  };
  const mustKnow = (id: string): void => {
    if (!channels().some((one) => one.id === id)) throw errors.unknownChannel({ detail: id });
  };

  return {
    flush,
    async send(channel, message) {
      mustKnow(channel);
      await enqueue(sql, channel, { after: null, ...message, raw: null, origin: null }, now());
      wake(channel);
    },
    async forward(channel, { key, origin, raw }) {
      mustKnow(channel);
      await enqueue(
        sql,
        channel,
        { key, controlId: `F${origin}`, content: null, raw: Buffer.from(raw), origin, after: null },
        now(),
      );
      wake(channel);
    },
    start() {
      timer ??= setInterval(() => {
        for (const { id } of channels()) wake(id);
      }, 1000);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      timer = undefined;
      await Promise.all([...pumps.values()].map((pump) => pump.idle()));
      for (const { client } of clients.values()) client.close();
      clients.clear();
    },
  };
}

interface Queued {
  readonly key: string;
  readonly controlId: string;
  readonly content: string | null;
  readonly raw: Buffer | null;
  readonly origin: string | null;
  readonly after: readonly Told[] | null;
}

async function enqueue(sql: Sql, channel: string, message: Queued, at: Date): Promise<void> {
  await sql.query({
    name: 'message-out-queue',
    text: `insert into message_out (channel, key, control_id, content, raw, origin, queued, due)
           select $1, $2, $3, $4, $5, $6, $7::timestamptz, $7::timestamptz
           where not exists (select 1 from message_told told where told.channel = $1 and told.control_id = $3)
             and ($8::text[] is null or exists (
               select 1 from unnest($8::text[], $9::text[]) as earlier (channel, control_id)
               where exists (select 1 from message_out one
                   where one.channel = earlier.channel and one.control_id = earlier.control_id)
                 or exists (select 1 from message_told one
                   where one.channel = earlier.channel and one.control_id = earlier.control_id)))
           on conflict (channel, control_id) do nothing`,
    values: [
      channel,
      message.key,
      message.controlId,
      message.content,
      message.raw,
      message.origin,
      at,
      message.after?.map((one) => one.channel) ?? null,
      message.after?.map((one) => one.controlId) ?? null,
    ],
  });
}

interface Turn {
  readonly sql: Sql;
  readonly channel: OutgoingChannel;
  readonly client: () => MllpClient;
  readonly now: () => Date;
  /** milliseconds that one answer may take */
  readonly patience: number;
}

/** One after the other; the log is written beside the next sending. After a partner that does not answer, the rest is put back. */
async function deliverAll(rows: readonly ClaimedMessage[], turn: Turn): Promise<{ sent: number; isAway: boolean }> {
  const written: Promise<void>[] = [];
  const until = turn.now().getTime() + leaseOf(turn.patience) - turn.patience - MARGIN;
  let sent = 0;
  let isAway = false;
  for (const row of rows) {
    // a slow partner: what is left must not be sent here after somebody else took it
    if (isAway || turn.now().getTime() > until) {
      written.push(putBack(turn, row));
      continue;
    }
    const end = await deliver(row, turn);
    written.push(settle(turn, row, end));
    if (end.state === 'sent') sent += 1;
    isAway = end.state === 'waiting';
  }
  await Promise.all(written);
  return { sent, isAway };
}

interface End {
  readonly state: 'sent' | 'refused' | 'waiting';
  readonly receipt?: string;
  readonly reason?: OperationOutcome;
}

const bytesOf = ({ content, raw }: ClaimedMessage, { charset }: OutgoingChannel): Buffer =>
  raw === null ? encodeHl7(content ?? '', charset) : Buffer.from(raw);

async function deliver(row: ClaimedMessage, { channel, client }: Turn): Promise<End> {
  let bytes: Buffer;
  try {
    bytes = bytesOf(row, channel);
  } catch (error) {
    if (!isFhirError(error)) throw error;
    // it will be as unsendable tomorrow, and must not hold up everybody behind it
    return { state: 'refused', reason: error.outcome };
  }
  try {
    if (channel.deliver !== undefined)
      return { state: 'sent', receipt: await channel.deliver({ bytes, controlId: row.control_id }) };
    return answerOf(await client().send(bytes), row.raw === null ? row.control_id : peekHeader(bytes, 10));
  } catch (error) {
    if (!isFhirError(error)) throw error;
    const { attempts = Number.POSITIVE_INFINITY } = channel.retry ?? {};
    const isFinal = error.code === 'exchange.refusedByPartner' || row.attempts >= attempts;
    return { state: isFinal ? 'refused' : 'waiting', reason: error.outcome };
  }
}

/** @throws exchange.noAnswer: what came answers another message */
function answerOf(bytes: Buffer, controlId: string): End {
  const receipt = decodeHl7(bytes);
  const answer = parseHl7(receipt).segment('MSA');
  if (answer?.get(2) !== controlId) throw errors.noAnswer({ detail: 'MSA-2 names another message' });
  const isTaken = answer.get(1) === 'AA' || answer.get(1) === 'CA';
  if (isTaken) return { state: 'sent', receipt };
  return { state: 'refused', receipt, reason: errors.refusedByPartner({ detail: answer.get(1) }).outcome };
}

async function putBack({ sql, now }: Turn, row: ClaimedMessage): Promise<void> {
  await sql.query({
    name: 'message-out-back',
    text: 'update message_out set due = $2, attempts = attempts - 1 where id = $1',
    values: [row.id, now()],
  });
}

async function settle(
  { sql, channel, now }: Turn,
  row: ClaimedMessage,
  { state, receipt, reason }: End,
): Promise<void> {
  const at = now();
  const told = reason === undefined ? null : outcomeText(reason);
  if (state === 'waiting') {
    await sql.query({
      text: 'update message_out set due = $2, reason = $3 where id = $1',
      values: [row.id, new Date(at.getTime() + backOff(row.attempts, channel.retry)), told],
    });
    return;
  }
  await sql.query({
    name: 'message-out-settle',
    text: 'update message_out set state = $2, receipt = $3, reason = $4, settled = $5 where id = $1',
    values: [row.id, state, receipt ?? null, told, at],
  });
}
