import type { Operation } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { readTicket, skippedTask } from '../rules/queue-ticket.ts';
import { findVisit } from './find-visit.ts';
import { entriesOf, entryParameter, type QueueEntry } from './queue-entry.ts';

/** POST Encounter/{id}/$skip: did not answer; stands behind everybody who waits now and can be called any time. */
export const skip: Operation<void, { readonly entry: QueueEntry }> = {
  definition: {
    code: 'skip',
    title: { vi: 'Cho qua lượt', en: 'Skip' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: true,
    parameter: [entryParameter(1, '1')],
    allow: ['doctor', 'nurse'],
  },
  async run(ctx, id) {
    const visit = await findVisit(ctx, id);
    if (visit.state !== 'waiting' && visit.state !== 'called') throw errors.notWaiting({ at: 'Encounter' });
    const task = await ctx.store.update(skippedTask(visit.ticket, ctx.now()));
    const [entry] = await entriesOf(ctx, [{ ...visit, ticket: readTicket(task), state: 'waiting' }]);
    if (entry === undefined) throw errors.notInQueue({ at: 'Encounter' });
    return { entry };
  },
};
