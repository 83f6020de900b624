import { vnMinuteOf } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { Binary, OperationOutcome } from 'fhir/r4';
import { notices } from '../errors.ts';
import { writeCheckIn } from '../exchange/write-envelope.ts';
import { claimedVisit } from '../rules/build-claim.ts';
import { checkInRows } from '../rules/check-in-rows.ts';
import { outcomeOf } from '../rules/import-notes.ts';
import { judgeClaim, ruleOutcome } from '../rules/judge-claim.ts';
import { loadVisit } from './load-visit.ts';

/**
 * POST Encounter/{id}/$bhyt-check-in: the check-in (XML0) of a visit that has its first cost, and the rules it breaks.
 * Computes only; an emergency has none.
 */
export const bhytCheckIn: Operation<void, { outcome: OperationOutcome; xml?: Binary }> = {
  definition: {
    code: 'bhyt-check-in',
    title: { vi: 'Lập trạng thái khám chữa bệnh (check-in)', en: 'Check-in of a visit' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: false,
    parameter: [
      { name: 'outcome', use: 'out', min: 1, max: '1', type: 'OperationOutcome' },
      { name: 'xml', use: 'out', min: 0, max: '1', type: 'Binary' },
    ],
    allow: ['claims-clerk'],
  },
  async run(ctx, id) {
    const rows = checkInRows(claimedVisit(await loadVisit(ctx.store, id, ctx.site.facility.code)));
    if (rows.length === 0) return { outcome: outcomeOf([notices.emergencyCheckIn.issue()]) };
    const now = vnMinuteOf(ctx.now().toISOString());
    return {
      outcome: ruleOutcome(judgeClaim(new Map([['XML0', rows]]), { now })),
      xml: {
        resourceType: 'Binary',
        contentType: 'application/xml',
        data: Buffer.from(writeCheckIn(rows), 'utf8').toString('base64'),
      },
    };
  },
};
