import type { Sql } from '@lienmach/fhir-store';
import type { OperationOutcome } from 'fhir/r4';
import { codecOf } from './codecs.ts';
import { messageDecisions, recoverMessages, stateOf } from './decide-message.ts';
import { errors } from './errors.ts';
import { type HandlerOptions, messageHandler } from './handle-message.ts';
import { batchAnswer, batchMessages, isBatch } from './hl7-batch.ts';
import type { InboundChannel } from './inbound-channel.ts';
import { understand } from './judge-message.ts';
import { type MessageLog, type MessageState, messageLog } from './message-log.ts';
import { type Trial, tryMessage } from './try-message.ts';

export interface InboundOptions extends HandlerOptions {
  readonly sql: Sql;
}

export interface Taken {
  readonly answer: Uint8Array;
  readonly state: MessageState | 'lost';
}

export interface Inbound {
  /**
   * Never throws: whatever comes, there is an answer to send back; an empty one: say nothing.
   * @param channel  by what it came; absent: HL7 v2, and every mapping of the house
   */
  receive(raw: Uint8Array, partner: string, channel?: InboundChannel): Promise<Uint8Array>;
  /** The same, with what became of it; `lost`: nothing could be stored, the sender has to keep it. */
  take(raw: Uint8Array, partner: string, channel: InboundChannel): Promise<Taken>;
  /** What the sender of a message that breaks the size limit hears. */
  tooLarge(channel: InboundChannel): Uint8Array;
  /** What a message would do on a channel; nothing is written. */
  try(raw: Uint8Array, channel: InboundChannel): Promise<Trial>;
  /** Handles a parked message again, after a person removed the cause; it stays parked when its channel is gone. @throws exchange.unknownMessage, exchange.notParked, exchange.underWay */
  replay(id: string): Promise<MessageState>;
  /** A person gives a parked message up. @throws exchange.unknownMessage, exchange.notParked, exchange.underWay */
  refuse(id: string, reason: OperationOutcome): Promise<void>;
  /**
   * A person mended the content: the original is kept as it came and points to the new message, which is handled now.
   * @throws exchange.unknownMessage, exchange.notParked, exchange.underWay, exchange.sameContent, exchange.channelGone
   */
  correct(id: string, raw: Uint8Array): Promise<{ readonly id: string; readonly state: MessageState }>;
  /**
   * What was logged and never settled (a crash, a database that was away) is handled now; mappings are idempotent.
   * @param quiet  milliseconds a message must have lain; default 0: after a start everything
   */
  recover(quiet?: number): Promise<number>;
  readonly log: MessageLog;
}

const fromBad: readonly Taken['state'][] = ['lost', 'refused', 'parked', 'received'];

/** What a whole batch counts as: the state of the message that fared worst. */
const worstOf = (taken: readonly Taken[]): Taken['state'] =>
  fromBad.find((state) => taken.some((one) => one.state === state)) ?? 'applied';

/** A batch that is not whole is no batch: it is logged and refused as one message. */
function wholeBatch(raw: Uint8Array): Buffer[] | undefined {
  try {
    return batchMessages(raw);
  } catch {
    return undefined;
  }
}

export function openInbound(options: InboundOptions): Inbound {
  const log = messageLog(options.sql);
  const underWay = new Map<string, Promise<Taken>>();
  const handler = messageHandler(options, log);
  const inHand = new Map<string, Promise<unknown>>();
  const desk = {
    sql: options.sql,
    log,
    handler,
    now: options.now,
    isUnderWay: (id: string) => underWay.has(id),
    inHand,
  };

  async function arrive(raw: Uint8Array, partner: string, channel: InboundChannel): Promise<Taken> {
    const { controlId } = codecOf(channel.codec).peek(raw);
    const at = options.now();
    const { message, isRepeat, isReused } = await log.arrive({ partner, channel: channel.id, controlId, raw, at });
    await inHand.get(message.id)?.catch(() => undefined);
    // what was read of a repeat may be older than the answer that its twin has got meanwhile
    const known = isRepeat && !underWay.has(message.id) ? await log.read(message.id) : undefined;
    if (known?.answer !== undefined) return { answer: known.answer, state: known.state };
    const running = underWay.get(message.id);
    if (running !== undefined) return running;
    const work = handler.handle(message, channel, { isReused }).then(([verdict, answer]) => ({
      answer,
      state: stateOf(verdict),
    }));
    underWay.set(message.id, work);
    return work.finally(() => underWay.delete(message.id));
  }

  async function takeOne(raw: Uint8Array, partner: string, channel: InboundChannel): Promise<Taken> {
    try {
      return await arrive(raw, partner, channel);
    } catch (error) {
      // the log itself is away: nothing was kept, so the sender has to keep it
      const { outcome } = understand(error, options);
      const said = { code: 'AE', controlId: '0', at: options.now(), outcome, isLost: true } as const;
      return { answer: codecOf(channel.codec).answer(raw, said), state: 'lost' };
    }
  }

  async function take(raw: Uint8Array, partner: string, channel: InboundChannel): Promise<Taken> {
    const messages = (channel.codec ?? 'hl7v2') === 'hl7v2' && isBatch(raw) ? wholeBatch(raw) : undefined;
    if (messages === undefined) return takeOne(raw, partner, channel);
    const taken: Taken[] = [];
    for (const message of messages) taken.push(await takeOne(message, partner, channel));
    return { answer: batchAnswer(taken.map(({ answer }) => answer)), state: worstOf(taken) };
  }

  return {
    log,
    take,
    receive: async (raw, partner, channel = { id: partner, partner }) => (await take(raw, partner, channel)).answer,
    tooLarge({ codec }) {
      const { outcome } = errors.tooLarge();
      return codecOf(codec).answer(new Uint8Array(), { code: 'AR', controlId: '0', at: options.now(), outcome });
    },
    try: (raw, channel) => tryMessage(raw, channel, options),
    ...messageDecisions(desk),
    recover: (quiet = 0) => recoverMessages(desk, options.now().getTime() - quiet),
  };
}
