import { byTurn } from './queue-order.ts';
import type { QueueTicket } from './queue-ticket.ts';

/** people shown after the called one */
const NEXT = 4;

/** What a board shows of one room: the last call, who comes next, how many wait. */
export interface BoardRoom {
  readonly called: QueueTicket | undefined;
  readonly next: readonly QueueTicket[];
  readonly waiting: number;
}

/**
 * The last person called stays on the board until another is called.
 *
 * @source none: our own choice
 */
export function boardRoom(tickets: readonly QueueTicket[]): BoardRoom {
  const [called] = tickets
    .filter(({ mark }) => mark === 'called')
    .toSorted((a, b) => (b.calledAt ?? 0) - (a.calledAt ?? 0) || b.number - a.number);
  const waiting = tickets.filter(({ task, mark }) => task.status === 'requested' && mark !== 'called').toSorted(byTurn);
  return { called, next: waiting.slice(0, NEXT), waiting: waiting.length };
}
