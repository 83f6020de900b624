import type { Sql } from '@lienmach/fhir-store';
import { isFhirError } from '@lienmach/outcome';
import type { OperationOutcome } from 'fhir/r4';
import { codecOf } from './codecs.ts';
import { errors } from './errors.ts';
import type { MessageHandler } from './handle-message.ts';
import type { Inbound } from './inbound.ts';
import type { Verdict } from './judge-message.ts';
import { type LoggedMessage, type MessageLog, type MessageState, messageLog } from './message-log.ts';

/** messages that a recovery holds in hand at one time */
const RECOVERED_AT_ONCE = 100;

/** A message that could not be written for the moment waits like one that has just come. */
export const stateOf = ({ state }: Verdict): MessageState => (state === 'retry' ? 'received' : state);

type Decisions = Pick<Inbound, 'replay' | 'refuse' | 'correct'>;

/** What decisions need of the house. */
interface Desk {
  readonly sql: Sql;
  readonly log: MessageLog;
  readonly handler: MessageHandler;
  readonly now: () => Date;
  /** it came just now and is being handled */
  readonly isUnderWay: (id: string) => boolean;
  /** what this process is deciding or recovering, until it has ended */
  readonly inHand: Map<string, Promise<unknown>>;
}

/** A message in one hand until `work` has ended: two decisions, or a decision and a recovery, never meet; a repeat waits for it. */
async function held<Result>(
  { log, now, isUnderWay, inHand }: Desk,
  id: string,
  work: (message: LoggedMessage, held: Date) => Promise<Result>,
  isLeft = false,
): Promise<Result> {
  if (isUnderWay(id) || inHand.has(id)) throw errors.underWay({ detail: id });
  const done = (async () => {
    const since = now();
    const message = await log.claim(id, since, isLeft);
    try {
      return await work(message, since);
    } finally {
      await log.release(id, since);
    }
  })();
  inHand.set(id, done);
  return done.finally(() => inHand.delete(id));
}

/** Handles a message of the log; without its channel it cannot be read: it waits for a person, and its sender for an answer. */
async function handleLogged(message: LoggedMessage, held: Date, { log, handler, now }: Desk): Promise<MessageState> {
  const channel = handler.channelOf(message);
  if (channel !== undefined) return stateOf((await handler.handle(message, channel, { held }))[0]);
  await log.settle(message.id, { state: 'parked', reason: errors.channelGone().outcome, held }, now());
  return 'parked';
}

/** What a person decides about a message that waits. */
export function messageDecisions(desk: Desk): Decisions {
  const { sql, log, now } = desk;
  const { handle, channelOf } = desk.handler;
  /** What the sender would have heard, had the person decided at once. */
  const turnedAway = (message: LoggedMessage, at: Date, outcome: OperationOutcome): Uint8Array =>
    codecOf(channelOf(message)?.codec).answer(message.raw, { code: 'AR', controlId: `A${message.id}`, at, outcome });

  async function mend(
    original: LoggedMessage,
    held: Date,
    raw: Uint8Array,
  ): Promise<{ id: string; state: MessageState }> {
    const channel = channelOf(original);
    if (channel === undefined) throw errors.channelGone();
    const at = now();
    const { controlId } = codecOf(channel.codec).peek(raw);
    const { partner, id: corrects } = original;
    // both or nothing: after a crash the new message still waits, and the old one is not handled twice
    const message = await sql.transaction(async (inside) => {
      const log = messageLog(inside);
      const arrival = await log.arrive({ partner, channel: channel.id, controlId, raw, at, corrects });
      if (arrival.isRepeat) throw errors.sameContent();
      const reason = errors.corrected({ by: arrival.message.id }).outcome;
      await log.settle(corrects, { state: 'refused', reason, answer: turnedAway(original, at, reason), held }, at);
      return arrival.message;
    });
    const [verdict] = await handle(message, channel, {});
    return { id: message.id, state: stateOf(verdict) };
  }

  return {
    replay: (id) => held(desk, id, (message, since) => handleLogged(message, since, desk)),
    refuse: (id, reason) =>
      held(desk, id, async (message, since) => {
        const at = now();
        await log.settle(id, { state: 'refused', reason, answer: turnedAway(message, at, reason), held: since }, at);
      }),
    correct: (id, raw) => held(desk, id, (original, since) => mend(original, since, raw)),
  };
}

/** Whoever holds it, or settled it meanwhile, has it: nothing is left to recover. */
const isSeenTo = (thrown: unknown): boolean =>
  isFhirError(thrown) && ['exchange.underWay', 'exchange.notParked'].includes(thrown.code ?? '');

/** Handles what was logged before `until` and never settled, a page at a time. @returns how many */
export async function recoverMessages(desk: Desk, until: number): Promise<number> {
  let handled = 0;
  for (let after: string | undefined = '0'; after !== undefined; ) {
    const page: LoggedMessage[] = await desk.log.list('received', RECOVERED_AT_ONCE, after);
    const left = page.filter(({ id, received }) => received.getTime() <= until && !desk.isUnderWay(id));
    for (const { id } of left) {
      const isDone = await held(desk, id, (message, since) => handleLogged(message, since, desk), true).then(
        () => true,
        (thrown) => {
          if (!isSeenTo(thrown)) throw thrown;
          return false;
        },
      );
      if (isDone) handled += 1;
    }
    after = page.length === RECOVERED_AT_ONCE ? page.at(-1)?.id : undefined;
  }
  return handled;
}
