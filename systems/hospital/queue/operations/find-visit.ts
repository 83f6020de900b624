import { codeSystems } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { readTicket, WAITING_FOR_EXAM } from '../rules/queue-ticket.ts';
import { type ListedVisit, standingsOf } from './load-queue.ts';

/** One visit with its place in the list. @throws 404, queue.notInQueue, queue.visitOver */
export async function findVisit(ctx: Context, id: string): Promise<ListedVisit> {
  await ctx.store.read('Encounter', id);
  const query = new URLSearchParams({
    focus: `Encounter/${id}`,
    code: `${codeSystems.taskKind}|${WAITING_FOR_EXAM}`,
    // the number of a room that was left
    'status:not': 'cancelled',
  });
  const task = await ctx.store.find('Task', query.toString());
  if (task === undefined) throw errors.notInQueue({ at: 'Encounter' });
  const [visit] = await standingsOf(ctx, [readTicket(task)]);
  if (visit === undefined || visit.state === 'done') throw errors.visitOver({ at: 'Encounter.status' });
  return visit;
}
