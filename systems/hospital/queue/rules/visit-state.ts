import { parseInstant } from '@lienmach/core';
import type { Encounter, ServiceRequest } from 'fhir/r4';
import type { QueueTicket } from './queue-ticket.ts';

export type VisitState = 'waiting' | 'called' | 'in-exam' | 'awaiting-results' | 'results-back' | 'done';

/** Where a visit stands, and since when it waits for what it waits for (milliseconds; absent where nobody waits). */
export interface VisitStanding {
  readonly state: VisitState;
  readonly since?: number;
}

const over: ReadonlySet<Encounter['status']> = new Set(['finished', 'cancelled', 'entered-in-error']);

const first = (times: readonly number[]): number | undefined => (times.length === 0 ? undefined : Math.min(...times));

function withOrders(ticket: QueueTicket, orders: readonly ServiceRequest[]): VisitStanding {
  const open = orders.filter(({ status }) => status === 'active');
  if (open.length > 0) {
    const since = first(open.flatMap(({ authoredOn }) => (authoredOn ? [parseInstant(authoredOn).getTime()] : [])));
    return { state: 'awaiting-results', ...(since === undefined ? {} : { since }) };
  }
  const answered = orders
    .filter(({ status }) => status === 'completed')
    .flatMap(({ meta }) => (meta?.lastUpdated ? [Date.parse(meta.lastUpdated)] : []));
  const since = answered.length === 0 ? undefined : Math.max(...answered);
  if (since === undefined || (ticket.calledAt ?? 0) >= since) return { state: 'in-exam' };
  return { state: 'results-back', since };
}

/**
 * Where a visit stands: from the visit, its place in the queue and its orders; nothing of it is written anywhere.
 * The examination has begun once it was recorded. Somebody called again after the results came is in the room.
 *
 * @param orders  ServiceRequests of this visit
 * @source none: groups of the doctor's list, our own choice
 */
export function visitStanding(
  status: Encounter['status'],
  ticket: QueueTicket,
  orders: readonly ServiceRequest[],
): VisitStanding {
  if (over.has(status)) return { state: 'done' };
  const hasBegun = status === 'in-progress' || status === 'onleave' || ticket.task.status !== 'requested';
  if (hasBegun) return withOrders(ticket, orders);
  return { state: ticket.mark === 'called' ? 'called' : 'waiting', since: ticket.arrivedAt };
}
