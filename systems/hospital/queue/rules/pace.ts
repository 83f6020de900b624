import type { QueueTicket } from './queue-ticket.ts';

/** gaps looked at, and fewest from which anything is said */
const LAST = 10;
const FEWEST = 5;

/** How fast a room works today. */
export interface Pace {
  /** number of gaps measured */
  readonly basis: number;
  /** median minutes from one first call to the next; absent with too few gaps */
  readonly minutes?: number;
}

const median = (sorted: readonly number[]): number => {
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? 0) + high) / 2;
};

/**
 * The median of the last ten gaps between calls of today. A gap counts only when the next person was already there: a
 * room without patients is not slow.
 *
 * @param tickets  of one room and day
 * @source none: own choice; a mean would be ruled by one long examination
 */
export function paceOf(tickets: readonly QueueTicket[]): Pace {
  const called = tickets
    .flatMap((ticket) => (ticket.firstCalledAt === undefined ? [] : [{ ticket, at: ticket.firstCalledAt }]))
    .toSorted((a, b) => a.at - b.at);
  const gaps = called.flatMap(({ ticket, at }, index) => {
    const before = called[index - 1];
    return before === undefined || ticket.arrivedAt > before.at ? [] : [(at - before.at) / 60_000];
  });
  const measured = gaps.slice(-LAST).toSorted((a, b) => a - b);
  return measured.length < FEWEST ? { basis: measured.length } : { basis: measured.length, minutes: median(measured) };
}
