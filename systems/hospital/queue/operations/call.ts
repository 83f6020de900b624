import type { Operation } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { callKind } from '../rules/repeated-press.ts';
import { markCalled } from './call-next.ts';
import { findVisit } from './find-visit.ts';
import { entriesOf, entryParameter, type QueueEntry } from './queue-entry.ts';

/**
 * POST Encounter/{id}/$call: calls this person, out of turn or once more; each call counts. While somebody else is
 * calling the same person it is refused.
 */
export const call: Operation<void, { readonly entry: QueueEntry }> = {
  definition: {
    code: 'call',
    title: { vi: 'Gọi, gọi lại', en: 'Call or recall' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: true,
    parameter: [entryParameter(1, '1')],
    allow: ['doctor', 'nurse'],
  },
  async run(ctx, id) {
    const before = await findVisit(ctx, id);
    const { ticket } = before;
    const kind = callKind(ticket, ctx.actor.reference, ctx.now().getTime());
    const held = () =>
      errors.calledElsewhere({ at: 'Encounter', by: ticket.calledBy?.display ?? '?', ticket: ticket.number });
    if (kind === 'held') throw held();
    const called = kind === 'same-press' ? before : await markCalled(ctx, before);
    // somebody was faster: what they did is read once more and decides
    if (called === undefined) return call.run(ctx, id);
    const now = kind === 'call' ? await findVisit(ctx, id) : called;
    const [entry] = await entriesOf(ctx, [now]);
    if (entry === undefined) throw errors.notInQueue({ at: 'Encounter' });
    return { entry };
  },
};
