import { setTimeout as pause } from 'node:timers/promises';
import { type FhirError, isFhirError } from '@lienmach/outcome';
import type { Consumer, ConsumerConfig, JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { errors } from '../errors.ts';
import type { Taken } from '../inbound.ts';
import { backOff, type OutgoingChannel } from '../outgoing.ts';
import type { NatsSession } from './nats-session.ts';

export interface NatsInOptions {
  readonly session: NatsSession;
  readonly stream: string;
  /** durable reader of the stream; made where there is none */
  readonly consumer: string;
  /** absent: everything of the stream */
  readonly subject?: string;
  /** messages that are handled at one time; with 1 the next one is not seen before this one is settled */
  readonly inHand: number;
  readonly take: (raw: Uint8Array) => Promise<Taken>;
  /** waits after the line was lost, or nothing could be stored */
  readonly retry?: OutgoingChannel['retry'];
  /** the line, or what lies there, is not as it should be this time */
  readonly onTrouble?: (error: unknown) => void;
}

export interface NatsIn {
  /** why nothing comes just now */
  readonly trouble: FhirError | undefined;
  close(): Promise<void>;
}

/** @source NATS server 2.9 `server/errors.json`: consumer not found (from memory) */
const NO_CONSUMER = 10_014;

/** milliseconds that one question for a message stays open */
const ASK_FOR = 30_000;

type Wanted = Pick<NatsInOptions, 'stream' | 'consumer' | 'subject' | 'inHand'>;

/** What the house has to say about its reader. */
const wantedOf = ({ subject, inHand }: Wanted): { filter_subject?: string; max_ack_pending?: number } => ({
  ...(subject === undefined ? {} : { filter_subject: subject }),
  // only so does nothing overtake a message that has to be brought again
  ...(inHand === 1 ? { max_ack_pending: 1 } : {}),
});

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === NO_CONSUMER;

/** Finds the reader, or makes it; one that a person made keeps the rest of what it says. @throws exchange.readerUnfit */
async function readerOf(line: NatsConnection, wanted: Wanted): Promise<Consumer> {
  const { AckPolicy, jetstream, jetstreamManager } = await import('@nats-io/jetstream');
  const { consumers } = await jetstreamManager(line, { checkAPI: false });
  const { stream, consumer: name } = wanted;
  const own = wantedOf(wanted);
  const fits = (config: ConsumerConfig): boolean =>
    (own.filter_subject === undefined || config.filter_subject === own.filter_subject) &&
    (own.max_ack_pending === undefined || config.max_ack_pending === own.max_ack_pending);
  try {
    const { config } = await consumers.info(stream, name);
    if (config.deliver_subject !== undefined || config.ack_policy !== AckPolicy.Explicit)
      throw errors.readerUnfit({ name });
    if (!fits(config)) await consumers.update(stream, name, own);
  } catch (error) {
    if (!isMissing(error)) throw error;
    await consumers.add(stream, { durable_name: name, ack_policy: AckPolicy.Explicit, ...own });
  }
  return jetstream(line).consumers.get(stream, name);
}

/**
 * Takes messages out of a stream: each is asked for when it can be handled, and acknowledged once it is in the log. What
 * could not be stored is given back and comes again after a while; what was stored and not acknowledged comes again too,
 * and the log knows it.
 */
export function openNatsIn(options: NatsInOptions): NatsIn {
  const { session, take, inHand, retry = { longest: 30_000 } } = options;
  const closing = new AbortController();
  const { signal } = closing;
  let trouble: FhirError | undefined;
  const inWork = new Set<Promise<void>>();
  /** tries in a row that came to nothing */
  let failed = 0;
  const rest = (turns: number): Promise<unknown> =>
    pause(backOff(turns, retry), undefined, { signal }).catch(() => undefined);

  async function settle(message: JsMsg): Promise<void> {
    const { state } = await take(message.data);
    if (state !== 'lost') return message.ack();
    const turns = message.info.deliveryCount;
    message.nak(backOff(turns, retry));
    await rest(turns); // the next one could not be stored either
  }
  async function work(reader: Consumer, line: NatsConnection): Promise<void> {
    while (!signal.aborted) {
      const message = await reader.next({ expires: ASK_FOR });
      if (message === null && line.isClosed()) throw errors.notConnected({ detail: 'closed' });
      if (message === null) continue;
      const settling = settle(message).finally(() => inWork.delete(settling));
      inWork.add(settling);
      await settling;
    }
  }
  async function read(line: NatsConnection): Promise<void> {
    const reader = await readerOf(line, options);
    trouble = undefined;
    failed = 0;
    const hands = Array.from({ length: inHand }, () =>
      work(reader, line).catch(async (error: unknown) => {
        await line.close(); // the other hands stop as well
        throw error;
      }),
    );
    await Promise.allSettled(hands); // nothing is taken up anew while something is in hand
    await Promise.all(hands);
  }
  async function stay(): Promise<void> {
    while (!signal.aborted) {
      try {
        await session.use(read);
      } catch (error) {
        if (signal.aborted) return;
        failed += 1;
        if (isFhirError(error)) trouble = error;
        options.onTrouble?.(error);
        await rest(failed);
      }
    }
  }
  const staying = stay();
  return {
    get trouble() {
      return trouble;
    },
    async close() {
      closing.abort();
      await Promise.allSettled([...inWork]); // what is in hand is still acknowledged
      await session.close();
      await staying;
    },
  };
}
