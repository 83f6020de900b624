import { codeSystems, identifierSystems } from '@lienmach/core';
import type { EntranceRule, Guard } from '@lienmach/system-kit';
import type { FhirResource } from 'fhir/r4';
import { errors } from '../errors.ts';
import { isLockNote } from './claim-lock.ts';
import { isSending } from './claim-sending.ts';

const kept = ['Claim', 'ClaimResponse', 'Task'] as const;

const ownTags: ReadonlySet<string | undefined> = new Set([codeSystems.claimBoard, codeSystems.claimRisk]);

/** Stands on the board, is a receipt of the gateway, or says who sent, closed or opened a claim. */
const isOurs = (resource: FhirResource): boolean =>
  resource.meta?.tag?.some(({ system }) => ownTags.has(system)) === true ||
  (resource.resourceType === 'Task' && (isSending(resource) || isLockNote(resource))) ||
  (resource.resourceType === 'ClaimResponse' &&
    resource.identifier?.some(({ system }) => system === identifierSystems.gatewayTransaction) === true);

const refusal = ({ resourceType: type }: FhirResource): Error => errors.claimKept({ at: type, type });

/**
 * What the claim desk keeps is changed by its verbs and reactions only: nobody writes "sent" on a claim, a receipt of the
 * gateway, an order to send or a consent to open, as plain FHIR.
 *
 * @source none: our own rule, so that the board says what happened
 */
export const storedClaimGuard: Guard = {
  on: kept,
  check(previous, next, by) {
    if (by?.activity !== undefined || by?.roles.includes('tool')) return;
    if (isOurs(previous) || (next !== undefined && isOurs(next))) throw refusal(previous);
  },
};

/** Nor does it come in from outside as new. */
export const storedClaimEntrance: EntranceRule = {
  on: kept,
  asks: () => [],
  admit(resource) {
    if (isOurs(resource)) throw refusal(resource);
  },
};
