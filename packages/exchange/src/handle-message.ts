import type { Sql } from '@lienmach/fhir-store';
import type { Decoded } from './codec.ts';
import { codecOf } from './codecs.ts';
import { errors } from './errors.ts';
import type { InboundChannel } from './inbound-channel.ts';
import { type JudgeOptions, judge, readMessage, understand, type Verdict } from './judge-message.ts';
import { type LoggedMessage, type MessageLog, messageLog, type StageTimes } from './message-log.ts';
import { orderedLanes } from './ordered-lanes.ts';

export interface HandlerOptions extends JudgeOptions {
  /** the channel a message of the log came by, as it is now, running here or not; absent: a house without channels */
  readonly channelOf?: (id: string) => InboundChannel | undefined;
  /** hands bytes on as they came; told twice, handed on once. @throws exchange.unknownChannel */
  readonly forward?: (channel: string, message: Forwarded) => Promise<void>;
}

/** Bytes of the log that leave as they came. */
export interface Forwarded {
  /** what stays in order */
  readonly key: string;
  /** id of the message in the log */
  readonly origin: string;
  readonly raw: Uint8Array;
}

/** From a stored message to its verdict, its answer, and what the log says of both. */
export interface MessageHandler {
  /** @param held  since when somebody's decision holds the message. @throws exchange.underWay: another one holds it meanwhile, nothing was written */
  handle(
    message: LoggedMessage,
    channel: InboundChannel,
    { isReused, held }: { readonly isReused?: boolean; readonly held?: Date },
  ): Promise<[Verdict, Uint8Array]>;
  /** By what it came, as that is declared now; undefined: a channel that nobody knows any more. */
  channelOf(message: LoggedMessage): InboundChannel | undefined;
}

function reused({ controlId }: LoggedMessage, type: string): Verdict {
  const { outcome } = errors.controlIdReused({ at: 'MSH-10', detail: controlId });
  return { code: 'AE', state: 'parked', type, reason: outcome };
}

/** What has to stay in order; undefined: nothing does. */
function orderOf({ orderingKey = 'patient', id }: InboundChannel, decoded: Decoded | undefined): string | undefined {
  if (orderingKey === 'none') return undefined;
  if (orderingKey === 'channel') return id;
  return orderingKey === 'order' ? decoded?.orderKey : decoded?.patientKey;
}

/** Pass-through: nothing is understood but what keeps it in order. @param key  of messages that stay behind each other */
async function handOn(
  { id, raw }: LoggedMessage,
  { type, key }: { readonly type: string | undefined; readonly key: string },
  to: readonly string[],
  options: HandlerOptions,
): Promise<Verdict> {
  try {
    for (const channel of to) {
      if (options.forward === undefined) throw errors.unknownChannel({ detail: channel });
      await options.forward(channel, { key, origin: id, raw });
    }
    return { code: 'AA', state: 'applied', type };
  } catch (error) {
    const reason = understand(error, options);
    return { code: 'AE', state: reason.status === 503 ? 'retry' : 'parked', type, reason: reason.outcome };
  }
}

export function messageHandler(options: HandlerOptions, log: MessageLog): MessageHandler {
  const inOrder = orderedLanes();
  return {
    channelOf: ({ partner, channel }) =>
      channel === undefined || options.channelOf === undefined
        ? { id: channel ?? partner, partner }
        : options.channelOf(channel),

    async handle(message, channel, { isReused = false, held }) {
      const since = performance.now();
      const stages: { -readonly [Stage in keyof StageTimes]: number } = {};
      const done = (stage: keyof StageTimes): void => {
        stages[stage] = performance.now() - since;
      };
      const read = readMessage(message.raw, channel, options);
      done('decoded');
      const decoded = 'content' in read ? read : undefined;
      const { type: heard, patientKey, orderKey } = decoded ?? {};
      const kept = { held, type: heard, patientKey, orderKey };
      const first = held === undefined ? undefined : (inside: Sql) => messageLog(inside).keep(message.id, kept);
      const work = async (): Promise<Verdict> => {
        const { forward } = channel;
        if (forward !== undefined)
          return handOn(message, { type: heard, key: key ?? `F${message.id}` }, forward, options);
        if (!('content' in read)) return read;
        return isReused ? reused(message, read.type) : judge(read, channel, { ...options, first }, done);
      };
      const key = orderOf(channel, decoded);
      const verdict = key === undefined ? await work() : await inOrder(`${message.partner} ${key}`, work);
      const { code, state, type, reason, reply, told = [] } = verdict;
      const at = options.now();
      if (told.length > 0) await log.told(channel.id, told, at);
      const said = { code, controlId: `A${message.id}`, at, outcome: reason, reply };
      const answer = codecOf(channel.codec).answer(message.raw, said);
      done('answered');
      if (state !== 'retry')
        await log.settle(message.id, { state, type, reason, answer, patientKey, orderKey, stages, held }, at);
      return [verdict, message.answer ?? answer];
    },
  };
}
