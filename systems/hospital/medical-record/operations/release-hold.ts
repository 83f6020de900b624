import { holdsVisit, toVnIso } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { currentHolds, reasonOf } from './current-holds.ts';

export interface ReleaseInput {
  readonly reason: string;
}

/** POST Encounter/{id}/$release-hold: ends every hold that covers this visit, also one on the whole patient. */
export const releaseHold: Operation<ReleaseInput, { readonly released: number }> = {
  definition: {
    code: 'release-hold',
    title: { vi: 'Bỏ lệnh giữ hồ sơ', en: 'Lift a legal hold' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: true,
    allow: ['data-officer'],
    readsAs: ['record-keeping'],
    parameter: [
      { name: 'reason', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'released', use: 'out', min: 1, max: '1', type: 'integer' },
    ],
  },
  async run(ctx, id, { reason }) {
    const note = { authorReference: ctx.actor, time: toVnIso(ctx.now()), text: reasonOf(reason) };
    const { subject } = await ctx.store.read('Encounter', id);
    const holds = await currentHolds(ctx, subject);
    const mine = holds.filter((hold) => holdsVisit(hold, { id, patient: subject?.reference }));
    if (mine.length === 0) throw errors.notHeld({ at: 'Encounter' });
    await ctx.store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: mine.map((hold) => ({
        resource: { ...hold, status: 'retired', note: [...(hold.note ?? []), note] },
        request: { method: 'PUT', url: `List/${hold.id}` },
      })),
    });
    return { released: mine.length };
  },
};
