import type { Claim, Encounter } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type ClaimState, digestOf, stateOf } from './stored-claim.ts';

/** `fresh`: stands where its findings put it; `replacement`: so too, of what was sent before; `same-state`: judged anew, stands where it stood; `leave`: not touched. */
export type Preparation = 'fresh' | 'replacement' | 'same-state' | 'leave';

const calledOff = new Set<Encounter['status']>(['cancelled', 'entered-in-error']);

export const isCalledOff = ({ status }: Encounter): boolean => calledOff.has(status);

/** A claim is kept only of a visit that has ended. */
export const hasEnded = ({ status, period }: Encounter): boolean => status === 'finished' && period?.end !== undefined;

const refusals: Readonly<Partial<Record<ClaimState, () => Error>>> = {
  locked: () => errors.claimLocked({ at: 'Claim' }),
  queued: () => errors.claimUnderWay({ at: 'Claim' }),
  sent: () => errors.claimSent({ at: 'Claim' }),
  reviewed: () => errors.claimSent({ at: 'Claim' }),
  rejected: () => errors.claimSent({ at: 'Claim' }),
};

const takenBack = new Set<ClaimState | undefined>(['blocked', 'ready', 'refused']);

/** The gateway does not have it and nobody is about to send it. */
export const mayWithdraw = (claim: Claim): boolean => takenBack.has(stateOf(claim));

/** The house leaves no digest on what it takes back: its visit was called off, or nothing was charged any more. */
const isWithdrawnByHouse = (claim: Claim): boolean => stateOf(claim) === 'withdrawn' && digestOf(claim) === undefined;

/**
 * What becomes of the stored claim when its visit was judged again.
 *
 * @param digest  of the tables as they are now
 * @param by  who asks: a person is refused with the reason, the house leaves it as it is
 * @throws errors.claimLocked, errors.claimUnderWay, errors.claimSent (422) for a person
 * @source none: our own order of work; a resend keeps MA_LK and replaces what was sent (QĐ 3176/QĐ-BYT, secondary)
 */
export function preparationOf(stored: Claim | undefined, digest: string, by: 'person' | 'house'): Preparation {
  const state = stored && stateOf(stored);
  if (stored === undefined || state === undefined || state === 'blocked' || state === 'ready') return 'fresh';
  const isChanged = digestOf(stored) !== digest;
  if (state === 'refused') return isChanged ? 'fresh' : 'same-state';
  if (by === 'house') return isWithdrawnByHouse(stored) ? 'fresh' : 'leave';
  if (state === 'withdrawn') return 'fresh';
  const isSent = state !== 'locked' && state !== 'queued';
  if (isSent && isChanged) return 'replacement';
  throw refusals[state]?.() ?? errors.claimSent({ at: 'Claim' });
}
