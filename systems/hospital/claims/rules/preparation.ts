import type { Claim, Encounter } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type ClaimState, digestOf, stateOf } from './stored-claim.ts';

/** `fresh`: stands where its findings put it; `replacement`: so too, of what was sent before; `same-state`: judged anew, stands where it stood. */
export type Preparation = 'fresh' | 'replacement' | 'same-state';

const calledOff = new Set<Encounter['status']>(['cancelled', 'entered-in-error']);

export const isCalledOff = ({ status }: Encounter): boolean => calledOff.has(status);

/** A claim is kept only of a visit that has ended. */
export const hasEnded = ({ status, period }: Encounter): boolean => status === 'finished' && period?.end !== undefined;

const takenBack = new Set<ClaimState | undefined>(['blocked', 'ready', 'refused']);

/** The gateway does not have it and nobody is about to send it. */
export const mayWithdraw = (claim: Claim): boolean => takenBack.has(stateOf(claim));

/** The house leaves no digest on what it takes back: its visit was called off, or nothing was charged any more. */
const isWithdrawnByHouse = (claim: Claim): boolean => stateOf(claim) === 'withdrawn' && digestOf(claim) === undefined;

const open = new Set<ClaimState | undefined>([undefined, 'blocked', 'ready', 'refused']);

/**
 * Is the stored claim left as it is, whatever the record says by now?
 *
 * @param by  who asks: the house leaves what a person locked, sent or took back
 * @throws errors.claimLocked, errors.claimUnderWay (422) for a person
 * @source none: our own order of work
 */
export function isLeft(stored: Claim, by: 'person' | 'house'): boolean {
  const state = stateOf(stored);
  if (open.has(state)) return false;
  if (by === 'house') return !isWithdrawnByHouse(stored);
  if (state === 'locked') throw errors.claimLocked({ at: 'Claim' });
  if (state === 'queued') throw errors.claimUnderWay({ at: 'Claim' });
  return false;
}

/**
 * What becomes of a stored claim that is not left as it is.
 *
 * @param digest  of the tables as they are now
 * @throws errors.claimSent (422): it was sent and says the same
 * @source none: our own order of work; a resend keeps MA_LK and replaces what was sent (QĐ 3176/QĐ-BYT, secondary)
 */
export function preparationOf(stored: Claim | undefined, digest: string): Preparation {
  const state = stored && stateOf(stored);
  const isChanged = stored === undefined || digestOf(stored) !== digest;
  if (state === 'refused') return isChanged ? 'fresh' : 'same-state';
  if (open.has(state) || state === 'withdrawn') return 'fresh';
  if (isChanged) return 'replacement';
  throw errors.claimSent({ at: 'Claim' });
}
