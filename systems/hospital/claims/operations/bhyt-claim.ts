import { identifierSystems, toVnDay, toVnIso } from '@lienmach/core';
import type { Operation, RoomStore } from '@lienmach/system-kit';
import type { Binary, Claim, Encounter, OperationOutcome } from 'fhir/r4';
import { claimResource } from '../exchange/claim-resource.ts';
import { writeEnvelope } from '../exchange/write-envelope.ts';
import { buildClaim, claimedVisit } from '../rules/build-claim.ts';
import type { RuleFault } from '../rules/claim-rule.ts';
import type { ClaimedVisit } from '../rules/claimed-visit.ts';
import { judgeClaim, ruleOutcome } from '../rules/judge-claim.ts';
import { loadClaimContext } from './load-claim-context.ts';
import { facilityOf, loadVisit } from './load-visit.ts';

interface ClaimAnswer {
  readonly claim: Claim;
  readonly outcome: OperationOutcome;
  readonly xml: Binary;
}

/** A visit that was called off or written by mistake is never claimed. */
const unclaimed = new Set<Encounter['status']>(['cancelled', 'entered-in-error']);

/** Another visit of the same facility with this claim id makes both unsendable. */
async function duplicateFaults(
  store: RoomStore,
  { claimId, record }: ClaimedVisit,
  ownFacility: string,
): Promise<RuleFault[]> {
  const same = await store.search(
    'Encounter',
    `identifier=${encodeURIComponent(`${identifierSystems.claimId}|${claimId}`)}`,
  );
  const others = same.filter(({ id, status }) => id !== record.encounter.id && !unclaimed.has(status));
  const facilities = await Promise.all(others.map((other) => facilityOf(store, other, ownFacility)));
  return facilities.includes(record.facility) ? [{ rule: 'STR-11', where: 'XML1.MA_LK', detail: claimId }] : [];
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
    const claimed = claimedVisit(await loadVisit(ctx.store, id, ctx.site.facility.code));
    const claim = buildClaim(claimed);
    const [duplicates, context] = await Promise.all([
      duplicateFaults(ctx.store, claimed, ctx.site.facility.code),
      loadClaimContext(ctx, claimed, claim),
    ]);
    const faults = [...duplicates, ...judgeClaim(claim, context)];
    const xml = writeEnvelope({
      facility: claimed.record.facility,
      made: toVnDay(ctx.now()).replaceAll('-', ''),
      claims: [claim],
    });
    return {
      claim: claimResource(claimed, toVnIso(ctx.now())),
      outcome: ruleOutcome(faults),
      xml: {
        resourceType: 'Binary',
        contentType: 'application/xml',
        data: Buffer.from(xml, 'utf8').toString('base64'),
      },
    };
  },
};
