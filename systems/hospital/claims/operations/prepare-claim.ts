import type { Operation } from '@lienmach/system-kit';
import type { Claim } from 'fhir/r4';
import { prepareVisitClaim } from './prepare-visit-claim.ts';

/**
 * POST Encounter/{id}/$prepare-claim: builds and judges the claim of a visit that has ended, and keeps it with its findings
 * and the đồng at risk. What was sent and has changed since becomes a draft again, under the same MA_LK.
 */
export const prepareClaim: Operation<void, Claim> = {
  definition: {
    code: 'prepare-claim',
    title: { vi: 'Lập hồ sơ BHYT để gửi', en: 'Prepare the health-insurance claim of a visit' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: true,
    parameter: [{ name: 'return', use: 'out', min: 1, max: '1', type: 'Claim' }],
    allow: ['claims-clerk'],
  },
  async run(ctx, id) {
    const { claim } = await prepareVisitClaim(ctx, await ctx.store.read('Encounter', id), 'person');
    return claim;
  },
};
