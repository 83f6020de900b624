import { isFhirError } from '@lienmach/outcome';
import type { Context, Operation } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { nextVisit } from '../rules/queue-order.ts';
import { calledTask, readTicket } from '../rules/queue-ticket.ts';
import { justCalled } from '../rules/repeated-press.ts';
import { examRoom, type ListedVisit, loadQueue } from './load-queue.ts';
import { entriesOf, entryParameter, type QueueEntry } from './queue-entry.ts';

export interface CalledNext {
  /** absent: nobody waits */
  readonly entry?: QueueEntry;
  /** people still waiting after this call */
  readonly remaining: number;
}

/** races that may be lost before the caller is told to press again */
const ATTEMPTS = 20;

/** Marks the call if nobody has touched the Task since it was read; undefined: somebody was faster. */
export async function markCalled<V extends ListedVisit>(ctx: Context, visit: V): Promise<V | undefined> {
  try {
    const task = await ctx.store.update(calledTask(visit.ticket, ctx.now(), ctx.actor));
    return { ...visit, ticket: readTicket(task), state: visit.state === 'waiting' ? 'called' : visit.state };
  } catch (thrown) {
    if (isFhirError(thrown) && thrown.code === 'store.versionConflict') return undefined;
    throw thrown;
  }
}

/** One reading of the list and one try; undefined: another room took this person. */
async function tryCall(ctx: Context, room: string): Promise<CalledNext | undefined> {
  const visits = await loadQueue(ctx, room);
  const remaining = visits.filter(({ state }) => state === 'waiting').length;
  const repeated = justCalled(visits, ctx.actor.reference, ctx.now().getTime());
  if (repeated !== undefined) {
    const [entry] = await entriesOf(ctx, [repeated]);
    return { remaining, ...(entry === undefined ? {} : { entry }) };
  }
  const next = nextVisit(visits);
  if (next === undefined) return { remaining };
  const called = await markCalled(ctx, next);
  if (called === undefined) return undefined;
  const [entry] = await entriesOf(ctx, [
    { ...called, state: next.state === 'results-back' ? 'in-exam' : called.state },
  ]);
  return { remaining: remaining - (next.state === 'waiting' ? 1 : 0), ...(entry === undefined ? {} : { entry }) };
}

/** POST Encounter/$call-next: the next person of the room, by lane and turn; two callers never get the same person. */
export const callNext: Operation<{ readonly room: string }, CalledNext> = {
  definition: {
    code: 'call-next',
    title: { vi: 'Gọi người tiếp theo', en: 'Call the next patient' },
    resource: ['Encounter'],
    level: 'type',
    affectsState: true,
    parameter: [
      { name: 'room', use: 'in', min: 1, max: '1', type: 'string' },
      entryParameter(0, '1'),
      { name: 'remaining', use: 'out', min: 1, max: '1', type: 'integer' },
    ],
    allow: ['doctor', 'nurse'],
  },
  async run(ctx, _id, input) {
    const room = examRoom(ctx, input.room);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const called = await tryCall(ctx, room.id);
      if (called !== undefined) return called;
    }
    throw errors.busy({ at: 'room' });
  },
};
