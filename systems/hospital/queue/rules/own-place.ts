import type { Pace } from './pace.ts';
import { byTurn } from './queue-order.ts';
import type { QueueTicket } from './queue-ticket.ts';

/** What somebody with a slip in the hand wants to know. */
export interface OwnPlace {
  /** `skipped`: was called, did not answer, waits again; `seen`: the examination has begun or is over */
  readonly state: 'waiting' | 'called' | 'skipped' | 'seen' | 'cancelled';
  /** people who are called before; absent unless waiting */
  readonly ahead?: number;
  /** whole minutes; absent unless waiting, and while the room's pace is not known */
  readonly minutes?: number;
}

/**
 * Where a number stands in its room: how many come before, and for how long, where that can be said.
 *
 * @param all  tickets of the same room and day
 * @source none: our own choice; priority and emergency people who come later are called first, so `ahead` may grow
 */
export function ownPlace(mine: QueueTicket, all: readonly QueueTicket[], { minutes }: Pace): OwnPlace {
  if (mine.task.status === 'cancelled' || mine.task.status === 'entered-in-error') return { state: 'cancelled' };
  if (mine.task.status !== 'requested') return { state: 'seen' };
  if (mine.mark === 'called') return { state: 'called' };
  const waiting = all.filter(({ task, mark }) => task.status === 'requested' && mark !== 'called').toSorted(byTurn);
  const ahead = Math.max(0, waiting.indexOf(mine));
  return {
    state: mine.mark === 'skipped' ? 'skipped' : 'waiting',
    ahead,
    ...(minutes === undefined ? {} : { minutes: Math.round(minutes * ahead) }),
  };
}
