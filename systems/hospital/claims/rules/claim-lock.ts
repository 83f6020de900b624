import { codeSystems, identifierSystems, toVnIso } from '@lienmach/core';
import type { Claim, Reference, Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type ClaimState, findingsOf, stateOf, withState } from './stored-claim.ts';

const LOCK = 'claim-lock';
const UNLOCK = 'claim-unlock';

/** States in which the insurer holds the envelope. */
const atInsurer: ReadonlySet<ClaimState> = new Set(['sent', 'reviewed', 'rejected']);

/**
 * Who may open a closed claim: one person while it has not left the house, two when the insurer holds it.
 *
 * @returns undefined: it is not closed, or it is in the hands of the sender
 * @source own choice after internal control: what was asked of the fund is not changed by one person alone (unsure)
 */
export function peopleToUnlock(state: ClaimState | undefined): 1 | 2 | undefined {
  if (state === 'locked') return 1;
  return state !== undefined && atInsurer.has(state) ? 2 : undefined;
}

/** Closed or opened, or asked to be. @source none: how our own Task is told from others */
export const isLockNote = ({ code }: Task): boolean =>
  code?.coding?.some(
    ({ system, code: kind }) => system === codeSystems.taskKind && (kind === LOCK || kind === UNLOCK),
  ) ?? false;

/** @throws claims.reasonNeeded below five letters @source none: own choice */
export function readReason(reason: string | undefined, name = 'reason'): string {
  const text = (reason ?? '').trim();
  if (text.length < 5) throw errors.reasonNeeded({ at: `Parameters.parameter.where(name='${name}')` });
  return text;
}

/**
 * The claim closed for sending. What still warns is passed over with a reason.
 *
 * @throws claims.notReady, claims.reasonNeeded
 * @source own choice: rules that only warn may be passed over by a person who says why (unsure)
 */
export function lockedClaim(claim: Claim, reason: string | undefined): Claim {
  const state = stateOf(claim);
  if (state !== 'ready') throw errors.notReady({ at: 'Claim.meta.tag', detail: state });
  if (findingsOf(claim).length > 0) readReason(reason);
  return withState(claim, 'locked');
}

/** The claim open again: a draft that may be prepared anew. @source none: our own states */
export function openedClaim(claim: Claim): Claim {
  const isBlocked = findingsOf(claim).some(({ severity }) => severity === 'error');
  return withState(claim, isBlocked ? 'blocked' : 'ready');
}

interface Act {
  readonly by: Reference;
  readonly at: Date;
  readonly reason?: string | undefined;
}

const taskOf = (claim: Claim, code: string, text: string, { by, at, reason }: Act): Task => ({
  resourceType: 'Task',
  status: 'completed',
  intent: 'order',
  code: { coding: [{ system: codeSystems.taskKind, code }], text },
  focus: { reference: `Claim/${claim.id}` },
  for: claim.patient,
  authoredOn: toVnIso(at),
  requester: by,
  ...(reason === undefined || reason.trim() === '' ? {} : { reasonCode: { text: reason.trim() } }),
});

/** Who closed it, when, and why in spite of warnings. @source none: how our own Task looks */
export const lockNote = (claim: Claim, act: Act): Task => taskOf(claim, LOCK, 'Khóa hồ sơ BHYT', act);

/** Who opened it, when and why. @source none: how our own Task looks */
export const unlockNote = (claim: Claim, act: Act): Task => taskOf(claim, UNLOCK, 'Mở khóa hồ sơ BHYT', act);

/** One waiting request for each claim. @source none: our own identifier */
export const unlockKey = (claimId: string) => ({ system: identifierSystems.task, value: `mo-khoa-${claimId}` });

/** A request that waits for a second person. @source none: how our own Task looks */
export function unlockRequest(claim: Claim, act: Act): Task {
  const number = claim.identifier?.[0]?.value ?? '';
  return {
    ...taskOf(claim, UNLOCK, 'Duyệt mở lại hồ sơ đã gửi', act),
    identifier: [unlockKey(claim.id ?? '')],
    status: 'requested',
    intent: 'proposal',
    description: `Mở lại hồ sơ ${number}: ${act.reason}`,
  };
}

/** @source none: how our own Task is told from others */
export const isUnlockRequest = ({ code, status }: Task): boolean =>
  status === 'requested' && (code?.coding?.some((coding) => coding.code === UNLOCK) ?? false);

/**
 * The request with its answer. Without its identifier, so that it can be asked again one day.
 *
 * @throws claims.notAnUnlockRequest, claims.samePerson (the asker may take it back but not agree)
 * @source own choice after internal control: two people (unsure)
 */
export function decidedRequest(task: Task, isApproved: boolean, { by, at }: Act): Task {
  if (!isUnlockRequest(task)) throw errors.notAnUnlockRequest({ at: 'Task.status', detail: task.status });
  if (isApproved && task.requester?.reference === by.reference) throw errors.samePerson({ at: 'Task.requester' });
  const { identifier: _, ...rest } = task;
  return {
    ...rest,
    status: isApproved ? 'completed' : 'rejected',
    owner: by,
    executionPeriod: { end: toVnIso(at) },
  };
}
