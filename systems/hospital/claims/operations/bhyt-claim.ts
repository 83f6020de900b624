import { toVnDay, toVnIso } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { Binary, Claim, OperationOutcome } from 'fhir/r4';
import { claimResource } from '../exchange/claim-resource.ts';
import { writeEnvelope } from '../exchange/write-envelope.ts';
import { ruleOutcome } from '../rules/judge-claim.ts';
import { judgeVisit } from './judge-visit.ts';

interface ClaimAnswer {
  readonly claim: Claim;
  readonly outcome: OperationOutcome;
  readonly xml: Binary;
}

/**
 * POST Encounter/{id}/$bhyt-claim: the claim of a visit as FHIR, the rules it breaks, and the unsigned envelope.
 * Computes only; the envelope is given also when rules stop the sending.
 */
export const bhytClaim: Operation<void, ClaimAnswer> = {
  definition: {
    code: 'bhyt-claim',
    title: { vi: 'Lập hồ sơ thanh toán BHYT', en: 'Health-insurance claim of a visit' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: false,
    parameter: [
      { name: 'claim', use: 'out', min: 1, max: '1', type: 'Claim' },
      { name: 'outcome', use: 'out', min: 1, max: '1', type: 'OperationOutcome' },
      { name: 'xml', use: 'out', min: 1, max: '1', type: 'Binary' },
    ],
    allow: ['claims-clerk'],
  },
  async run(ctx, id) {
    const { claimed, file, faults, notRun } = await judgeVisit(ctx, id);
    const xml = writeEnvelope({
      facility: claimed.record.facility,
      made: toVnDay(ctx.now()).replaceAll('-', ''),
      claims: [file],
    });
    return {
      claim: claimResource(claimed, toVnIso(ctx.now())),
      outcome: ruleOutcome(faults, notRun),
      xml: {
        resourceType: 'Binary',
        contentType: 'application/xml',
        data: Buffer.from(xml, 'utf8').toString('base64'),
      },
    };
  },
};
