import { identifierSystems } from '@lienmach/core';
import { type Context, type RoomStore, tokenOf } from '@lienmach/system-kit';
import type { Encounter } from 'fhir/r4';
import { buildClaim, claimedVisit } from '../rules/build-claim.ts';
import type { ClaimFile } from '../rules/claim-file.ts';
import type { RuleFault } from '../rules/claim-rule.ts';
import type { ClaimedVisit } from '../rules/claimed-visit.ts';
import type { WeighedFault } from '../rules/dong-at-risk.ts';
import { judgeClaim, rulesNotRun, severityOf, underSettings } from '../rules/judge-claim.ts';
import { loadClaimContext } from './load-claim-context.ts';
import { facilityOf, loadVisit } from './load-visit.ts';

/** A visit with its tables. */
interface BuiltVisit {
  readonly claimed: ClaimedVisit;
  readonly file: ClaimFile;
}

/** A visit with its tables and every rule they break. */
export interface JudgedVisit extends BuiltVisit {
  readonly faults: readonly WeighedFault[];
  /** rules that the site switched off for the day of this claim */
  readonly notRun: readonly string[];
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
    `identifier=${encodeURIComponent(tokenOf({ system: identifierSystems.claimId, value: claimId }))}`,
  );
  const others = same.filter(({ id, status }) => id !== record.encounter.id && !unclaimed.has(status));
  const facilities = await Promise.all(others.map((other) => facilityOf(store, other, ownFacility)));
  return facilities.includes(record.facility) ? [{ rule: 'STR-11', where: 'XML1.MA_LK', detail: claimId }] : [];
}

/** With the severity that its rule has at this site. */
const weighed = (fault: RuleFault): WeighedFault => ({ ...fault, severity: severityOf(fault) });

/**
 * Builds the tables of a visit from the record; writes nothing.
 *
 * @throws store.notFound (404); claims.noClaimId, claims.nothingToClaim, core.chargeUnreadable (422)
 */
export async function buildVisit(ctx: Context, id: string): Promise<BuiltVisit> {
  const claimed = claimedVisit(await loadVisit(ctx.store, id, ctx.site.facility.code));
  return { claimed, file: buildClaim(claimed) };
}

/** Every rule that the tables of a visit break. */
export async function judgeBuilt(ctx: Context, { claimed, file }: BuiltVisit): Promise<JudgedVisit> {
  const [duplicates, context] = await Promise.all([
    duplicateFaults(ctx.store, claimed, ctx.site.facility.code),
    loadClaimContext(ctx, claimed, file),
  ]);
  const { site } = context;
  const faults = [...underSettings(duplicates, file, site), ...judgeClaim(file, context)];
  return { claimed, file, faults: faults.map(weighed), notRun: rulesNotRun(file, site) };
}

/** Builds the tables of a visit and judges them; writes nothing. @throws what `buildVisit` throws */
export const judgeVisit = async (ctx: Context, id: string): Promise<JudgedVisit> =>
  judgeBuilt(ctx, await buildVisit(ctx, id));
