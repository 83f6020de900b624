import type { Operation } from '@lienmach/system-kit';
import type { Claim } from 'fhir/r4';
import { errors } from '../errors.ts';
import { decidedRequest, openedClaim, peopleToUnlock } from '../rules/claim-lock.ts';
import { stateOf } from '../rules/stored-claim.ts';
import { putEntry, writeClaims } from './write-claim.ts';

/** POST Task/{id}/$decide-unlock: a second person opens a sent claim for a replacement, or leaves it as it is. */
export const decideUnlock: Operation<{ readonly approve: boolean }, Claim | undefined> = {
  definition: {
    code: 'decide-unlock',
    title: { vi: 'Duyệt mở lại hồ sơ đã gửi', en: 'Decide on opening a sent claim' },
    resource: ['Task'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'approve', use: 'in', min: 1, max: '1', type: 'boolean' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Claim' },
    ],
    allow: ['claims-clerk'],
  },
  async run(ctx, id, { approve }) {
    const task = await ctx.store.read('Task', id);
    const decided = decidedRequest(task, approve, { by: ctx.actor, at: ctx.now() });
    const claim = await ctx.store.follow('Claim', task.focus);
    if (!approve) {
      await ctx.store.update(decided);
      return claim;
    }
    // it may have been taken back or reviewed since
    if (peopleToUnlock(stateOf(claim)) !== 2) throw errors.notLocked({ at: 'Claim.meta.tag', detail: stateOf(claim) });
    const [opened] = await writeClaims(ctx, [putEntry(openedClaim(claim)), putEntry(decided)]);
    return opened;
  },
};
