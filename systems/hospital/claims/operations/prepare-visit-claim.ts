import { createHash } from 'node:crypto';
import { codeSystems, identifierSystems, identifierValue, toVnIso, vnDayOf } from '@lienmach/core';
import type { Context, RoomStore } from '@lienmach/system-kit';
import type { Claim, Encounter } from 'fhir/r4';
import { errors } from '../errors.ts';
import { claimResource } from '../exchange/claim-resource.ts';
import { writeEnvelope } from '../exchange/write-envelope.ts';
import type { ClaimFile } from '../rules/claim-file.ts';
import { dongAtRisk } from '../rules/dong-at-risk.ts';
import { hasEnded, isCalledOff, isLeft, type Preparation, preparationOf } from '../rules/preparation.ts';
import { isSameClaim, stateOf, withJudgement, withState } from '../rules/stored-claim.ts';
import { buildVisit, type JudgedVisit, judgeBuilt } from './judge-visit.ts';

/** What became of it: `left` was not touched, `same` says what it said before. */
export interface Prepared {
  readonly claim: Claim;
  readonly end: 'written' | 'same' | 'left';
}

/** SHA-256 over the tables, whoever makes the envelope on whatever day. */
export const digestOfFile = (facility: string, file: ClaimFile): string =>
  createHash('sha256')
    .update(writeEnvelope({ facility, made: '', claims: [file] }))
    .digest('hex');

/** The claim that the record keeps of a visit. Another visit with the same MA_LK has one of its own. */
export async function findStoredClaim(store: RoomStore, encounter: Encounter): Promise<Claim | undefined> {
  const found = await store.search('Claim', `encounter=Encounter/${encounter.id}`);
  const claimId = identifierValue(encounter, identifierSystems.claimId);
  const own = found.filter(
    (claim) =>
      identifierValue(claim, identifierSystems.visitNumber) === encounter.id ||
      (claim.use === 'claim' && identifierValue(claim, identifierSystems.claimId) === claimId),
  );
  return own.find((claim) => stateOf(claim) !== undefined) ?? own[0];
}

const replaces = (stored: Claim): Pick<Claim, 'related'> => ({
  related: [
    {
      claim: { reference: `Claim/${stored.id}/_history/${stored.meta?.versionId}` },
      relationship: { coding: [{ system: codeSystems.relatedClaim, code: 'prior' }] },
    },
  ],
});

/** The claim as it has to be stored now: its judgement, and where that puts it. */
export function claimToStore(
  { claimed, file, faults }: Pick<JudgedVisit, 'claimed' | 'file' | 'faults'>,
  stored: Claim | undefined,
  { digest, preparation, now }: { readonly digest: string; readonly preparation: Preparation; readonly now: string },
): Claim {
  const { encounter } = claimed.record;
  const made = claimResource(claimed, now);
  const base: Claim = {
    ...stored,
    ...made,
    identifier: [...(made.identifier ?? []), { system: identifierSystems.visitNumber, value: encounter.id ?? '' }],
    created: stored?.created ?? made.created,
    ...(stored !== undefined && preparation === 'replacement' ? replaces(stored) : {}),
  };
  const judged = withJudgement(base, { ...dongAtRisk(file, faults), digest });
  const month = vnDayOf(encounter.period?.end ?? now).slice(0, 7);
  const own = faults.some(({ severity }) => severity === 'error') ? 'blocked' : 'ready';
  const state = preparation === 'same-state' ? ((stored && stateOf(stored)) ?? own) : own;
  return withState(judged, state, month);
}

/** @throws errors.visitCalledOff, errors.visitOpen (422) */
export function mustBeClaimable(encounter: Encounter): void {
  if (isCalledOff(encounter)) throw errors.visitCalledOff({ at: 'Encounter.status' });
  if (!hasEnded(encounter)) throw errors.visitOpen({ at: 'Encounter.status' });
}

/**
 * Builds, judges and stores the claim of a visit. What is locked or sent is seen before anything is built, and what was sent
 * and says the same before it is judged. What says the same as before is not written again, so that it may be done as often
 * as one likes.
 *
 * @param by  who asks: a person is told why not, the house leaves what is locked or sent
 * @throws the refusals of `mustBeClaimable`, `buildVisit` and, for a person, `isLeft` and `preparationOf`; for the house
 *   errors.noCard
 */
export async function prepareVisitClaim(ctx: Context, encounter: Encounter, by: 'person' | 'house'): Promise<Prepared> {
  mustBeClaimable(encounter);
  const id = encounter.id ?? '';
  const stored = await findStoredClaim(ctx.store, encounter);
  if (stored !== undefined && isLeft(stored, by)) return { claim: stored, end: 'left' };
  const built = await buildVisit(ctx, id);
  const { facility, coverages } = built.claimed.record;
  // nobody asks the fund for a visit without a card, unless a person says so
  if (stored === undefined && by === 'house' && coverages.length === 0) throw errors.noCard({ at: 'Account.coverage' });
  const digest = digestOfFile(facility, built.file);
  const preparation = preparationOf(stored, digest);
  const judged = await judgeBuilt(ctx, built);
  const next = claimToStore(judged, stored, { digest, preparation, now: toVnIso(ctx.now()) });
  if (stored !== undefined && isSameClaim(stored, next)) return { claim: stored, end: 'same' };
  const key = { system: identifierSystems.visitNumber, value: id };
  const claim = stored === undefined ? await ctx.store.createIfNone(key, next) : await ctx.store.update(next);
  return { claim, end: 'written' };
}
