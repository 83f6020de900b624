import type { Operation } from '@lienmach/system-kit';
import type { Claim } from 'fhir/r4';
import { lockedClaim, lockNote } from '../rules/claim-lock.ts';
import { postEntry, putEntry, writeClaims } from './write-claim.ts';

/** POST Claim/{id}/$lock-claim: closes a claim for sending; warnings are passed over with a reason. */
export const lockClaim: Operation<{ readonly reason?: string }, Claim | undefined> = {
  definition: {
    code: 'lock-claim',
    title: { vi: 'Khóa hồ sơ BHYT để gửi', en: 'Close a claim for sending' },
    resource: ['Claim'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'reason', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Claim' },
    ],
    allow: ['claims-clerk'],
  },
  async run(ctx, id, { reason }) {
    const claim = await ctx.store.read('Claim', id);
    const note = lockNote(claim, { by: ctx.actor, at: ctx.now(), reason });
    const [locked] = await writeClaims(ctx, [putEntry(lockedClaim(claim, reason)), postEntry(note)]);
    return locked;
  },
};
