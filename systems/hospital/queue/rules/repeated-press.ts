import type { QueuedVisit } from './queue-order.ts';
import type { QueueTicket } from './queue-ticket.ts';

/** milliseconds in which a second press is the same press */
const SAME_NEXT = 10_000;
const SAME_RECALL = 3_000;
/** milliseconds in which nobody else calls the same person */
const HELD = 30_000;

const isBy = (ticket: QueueTicket, who: string): boolean => ticket.calledBy?.reference === who;

/**
 * The person this caller has called just now and who is on the way or in the room: "next" pressed twice is one call.
 *
 * @param now  milliseconds
 * @source none: ten seconds are our own choice
 */
export const justCalled = <V extends QueuedVisit>(visits: readonly V[], who: string, now: number): V | undefined =>
  visits.find(
    ({ ticket, state }) =>
      (state === 'called' || state === 'in-exam') &&
      ticket.mark === 'called' &&
      isBy(ticket, who) &&
      ticket.calledAt !== undefined &&
      now - ticket.calledAt < SAME_NEXT,
  );

/**
 * What a call of this very person would be: a first call, a recall, a double press, or a person whom somebody else is
 * calling at this moment.
 *
 * @param now  milliseconds
 * @source none: three and thirty seconds are our own choice
 */
export function callKind(ticket: QueueTicket, who: string, now: number): 'call' | 'same-press' | 'held' {
  if (ticket.mark !== 'called' || ticket.calledAt === undefined) return 'call';
  const ago = now - ticket.calledAt;
  if (isBy(ticket, who)) return ago < SAME_RECALL ? 'same-press' : 'call';
  return ago < HELD ? 'held' : 'call';
}
