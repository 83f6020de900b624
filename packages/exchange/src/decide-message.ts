import type { OperationOutcome } from 'fhir/r4';
import { codecOf } from './codecs.ts';
import { errors } from './errors.ts';
import type { MessageHandler } from './handle-message.ts';
import type { Inbound } from './inbound.ts';
import type { Verdict } from './judge-message.ts';
import type { LoggedMessage, MessageLog, MessageState } from './message-log.ts';

/** messages that a recovery holds in hand at one time */
const RECOVERED_AT_ONCE = 100;

/** A message that could not be written for the moment waits like one that has just come. */
export const stateOf = ({ state }: Verdict): MessageState => (state === 'retry' ? 'received' : state);

type Decisions = Pick<Inbound, 'replay' | 'refuse' | 'correct'>;

/** Handles a message of the log; without its channel it cannot be read: it waits for a person, and its sender for an answer. */
async function handleLogged(
  message: LoggedMessage,
  log: MessageLog,
  { handle, channelOf }: MessageHandler,
  now: () => Date,
): Promise<MessageState> {
  const channel = channelOf(message);
  if (channel !== undefined) return stateOf((await handle(message, channel, false))[0]);
  await log.settle(message.id, { state: 'parked', reason: errors.channelGone().outcome }, now());
  return 'parked';
}

/** What a person decides about a message that waits. */
export function messageDecisions(log: MessageLog, handler: MessageHandler, now: () => Date): Decisions {
  const { handle, channelOf } = handler;
  async function waiting(id: string): Promise<LoggedMessage> {
    const message = await log.read(id);
    if (message.state !== 'parked' && message.state !== 'received') throw errors.notParked({ detail: message.state });
    return message;
  }
  /** What the sender would have heard, had the person decided at once. */
  const turnedAway = (message: LoggedMessage, at: Date, outcome: OperationOutcome): Uint8Array =>
    codecOf(channelOf(message)?.codec).answer(message.raw, { code: 'AR', controlId: `A${message.id}`, at, outcome });

  return {
    async replay(id) {
      return handleLogged(await waiting(id), log, handler, now);
    },
    async refuse(id, reason) {
      const message = await waiting(id);
      const at = now();
      await log.settle(id, { state: 'refused', reason, answer: turnedAway(message, at, reason) }, at);
    },
    async correct(id, raw) {
      const original = await waiting(id);
      const channel = channelOf(original);
      if (channel === undefined) throw errors.channelGone();
      const at = now();
      const { controlId } = codecOf(channel.codec).peek(raw);
      const { partner } = original;
      const arrival = await log.arrive({ partner, channel: channel.id, controlId, raw, at, corrects: id });
      const { message, isRepeat } = arrival;
      if (isRepeat) throw errors.sameContent();
      // settled first: after a crash the new message still waits, and the old one is not handled twice
      const reason = errors.corrected({ by: message.id }).outcome;
      await log.settle(id, { state: 'refused', reason, answer: turnedAway(original, at, reason) }, at);
      const [verdict] = await handle(message, channel, false);
      return { id: message.id, state: stateOf(verdict) };
    },
  };
}

/** Handles what was logged before `until` and never settled, a page at a time. @returns how many */
export async function recoverMessages(
  log: MessageLog,
  handler: MessageHandler,
  {
    until,
    isUnderWay,
    now,
  }: { readonly until: number; readonly isUnderWay: (id: string) => boolean; readonly now: () => Date },
): Promise<number> {
  let handled = 0;
  for (let after: string | undefined = '0'; after !== undefined; ) {
    const page: LoggedMessage[] = await log.list('received', RECOVERED_AT_ONCE, after);
    const left = page.filter(({ id, received }) => received.getTime() <= until && !isUnderWay(id));
    for (const message of left) await handleLogged(message, log, handler, now);
    handled += left.length;
    after = page.length === RECOVERED_AT_ONCE ? page.at(-1)?.id : undefined;
  }
  return handled;
}
