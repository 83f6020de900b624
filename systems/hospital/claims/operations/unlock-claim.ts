import type { Operation } from '@lienmach/system-kit';
import type { Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { openedClaim, peopleToUnlock, readReason, unlockKey, unlockNote, unlockRequest } from '../rules/claim-lock.ts';
import { stateOf } from '../rules/stored-claim.ts';
import { postEntry, putEntry } from './write-claim.ts';

/**
 * POST Claim/{id}/$unlock-claim: opens a closed claim, with a reason. One that the insurer holds waits for a second
 * person: the answer is then a Task in state requested, and the claim has not changed.
 */
export const unlockClaim: Operation<{ readonly reason: string }, Task> = {
  definition: {
    code: 'unlock-claim',
    title: { vi: 'Mở khóa hồ sơ BHYT', en: 'Open a closed claim' },
    resource: ['Claim'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'reason', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Task' },
    ],
    allow: ['claims-clerk'],
  },
  async run(ctx, id, input) {
    const reason = readReason(input.reason);
    const claim = await ctx.store.read('Claim', id);
    const state = stateOf(claim);
    const act = { by: ctx.actor, at: ctx.now(), reason };
    if (state === 'queued') throw errors.beingSent({ at: 'Claim.meta.tag' });
    const people = peopleToUnlock(state);
    if (people === undefined) throw errors.notLocked({ at: 'Claim.meta.tag', detail: state });
    if (people === 2) {
      const task = await ctx.store.createIfNone(unlockKey(id), unlockRequest(claim, act));
      const isOurs = task.requester?.reference === ctx.actor.reference && task.reasonCode?.text === reason;
      if (!isOurs) throw errors.unlockAsked({ at: 'Claim' });
      return task;
    }
    const entry = [putEntry(openedClaim(claim)), postEntry(unlockNote(claim, act))];
    const written = await ctx.store.transaction({ resourceType: 'Bundle', type: 'transaction', entry });
    const note = written.find((one): one is Task => one.resourceType === 'Task');
    if (note === undefined) throw new TypeError('the transaction answered no Task');
    return note;
  },
};
