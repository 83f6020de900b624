import { codeSystems, identifierSystems } from '@lienmach/core';
import type { EntranceRule, Guard } from '@lienmach/system-kit';
import type { FhirResource } from 'fhir/r4';
import { errors } from '../errors.ts';

const kept = ['Claim', 'ClaimResponse'] as const;

const ownTags: ReadonlySet<string | undefined> = new Set([codeSystems.claimBoard, codeSystems.claimRisk]);

/** Stands on the board, or is a receipt of the gateway. */
const isOurs = (resource: FhirResource): boolean =>
  resource.meta?.tag?.some(({ system }) => ownTags.has(system)) === true ||
  (resource.resourceType === 'ClaimResponse' &&
    resource.identifier?.some(({ system }) => system === identifierSystems.gatewayTransaction) === true);

const refusal = ({ resourceType: type }: FhirResource): Error => errors.claimKept({ at: type, type });

/**
 * What the claim desk keeps is changed by its verbs and reactions only: nobody writes "sent" on a claim, or a receipt of the
 * gateway, as plain FHIR.
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
