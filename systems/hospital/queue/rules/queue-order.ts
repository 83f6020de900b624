import type { QueueTicket } from './queue-ticket.ts';
import type { VisitStanding, VisitState } from './visit-state.ts';

/** One visit in the list of a room. */
export interface QueuedVisit extends VisitStanding {
  readonly ticket: QueueTicket;
}

const groups: Readonly<Record<VisitState, number>> = {
  'in-exam': 0,
  called: 1,
  'results-back': 2,
  waiting: 3,
  'awaiting-results': 4,
  done: 5,
};

const laneRank = { emergency: 0, priority: 1, ordinary: 2 } as const;

/** Who did not answer stands behind everybody who waited then, whatever the lane: an empty chair must not hold the room. */
const rankOf = (ticket: QueueTicket): number => laneRank[ticket.skippedAt === undefined ? ticket.lane : 'ordinary'];
const momentOf = (ticket: QueueTicket): number => ticket.skippedAt ?? ticket.arrivedAt;

/**
 * Which of two people waiting is seen first: emergency, then priority (children under six, the old, pregnant women and
 * others that the law names: the desk says so), then by arrival and number.
 *
 * @returns below zero when `a` comes first
 * @source Luật KCB 15/2023/QH15 Điều 3 (from memory); the place of people who did not answer: own choice (unsure)
 */
export const byTurn = (a: QueueTicket, b: QueueTicket): number =>
  rankOf(a) - rankOf(b) || momentOf(a) - momentOf(b) || a.number - b.number;

function byGroup(a: QueuedVisit, b: QueuedVisit): number {
  if (a.state !== b.state) return groups[a.state] - groups[b.state];
  if (a.state === 'results-back' || a.state === 'awaiting-results') {
    return (a.since ?? 0) - (b.since ?? 0) || a.ticket.number - b.ticket.number;
  }
  if (a.state === 'waiting') return byTurn(a.ticket, b.ticket);
  return (b.ticket.calledAt ?? 0) - (a.ticket.calledAt ?? 0) || a.ticket.number - b.ticket.number;
}

/** The list as the doctor reads it. @source none: order of groups is our own choice */
export const inListOrder = <V extends QueuedVisit>(visits: readonly V[]): V[] => visits.toSorted(byGroup);

/**
 * Who is called next: an emergency, then people whose results are back (they have waited before), then the list.
 *
 * @returns undefined when nobody can be called
 * @source Luật KCB 15/2023/QH15 Điều 3 (from memory); results before new visits: own choice (unsure)
 */
export function nextVisit<V extends QueuedVisit>(visits: readonly V[]): V | undefined {
  const ordered = inListOrder(visits);
  const waiting = ordered.filter(({ state }) => state === 'waiting');
  const emergency = waiting.find(({ ticket }) => ticket.lane === 'emergency' && ticket.skippedAt === undefined);
  return emergency ?? ordered.find(({ state }) => state === 'results-back') ?? waiting[0];
}
