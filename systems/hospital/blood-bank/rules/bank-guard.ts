import { codeSystems, identifierSystems } from '@lienmach/core';
import type { EntranceRule, Guard } from '@lienmach/system-kit';
import type { FhirResource } from 'fhir/r4';
import { errors } from '../errors.ts';
import { isUse } from './allocation.ts';
import { emergencyOf, isBloodOrder } from './blood-order.ts';

const isOurs = (resource: FhirResource | undefined): boolean => {
  if (resource === undefined) return false;
  if (resource.resourceType === 'Task')
    return (
      isUse(resource) || resource.identifier?.some(({ system }) => system === identifierSystems.reactionStep) === true
    );
  if (resource.resourceType === 'BiologicallyDerivedProduct') return true;
  if (resource.resourceType === 'ServiceRequest') return isBloodOrder(resource) || emergencyOf(resource) !== undefined;
  if (resource.resourceType === 'AdverseEvent')
    return resource.event?.coding?.some(({ system }) => system === codeSystems.bloodReaction) === true;
  return resource.meta?.tag?.some(({ system }) => system === codeSystems.bloodBank) === true;
};

const types = [
  'Observation',
  'Task',
  'BiologicallyDerivedProduct',
  'Procedure',
  'ServiceRequest',
  'Specimen',
  'AdverseEvent',
] as const;

/**
 * Orders for blood with their emergency release, samples, groups, crossmatches, bedside checks, reactions and the way of a bag are written by the room's verbs only: they look at what
 * stands against it. Nothing of that changes as plain FHIR.
 *
 * @source none: own rule
 */
export const bankGuard: Guard = {
  on: types,
  check(previous, next, by) {
    if (by?.activity !== undefined || by?.roles.includes('tool')) return;
    if (isOurs(previous) || isOurs(next)) throw errors.byRoomOnly({ at: previous.resourceType });
  },
};

/** Nor does it come in from outside. @source none: own rule */
export const bankEntrance: EntranceRule = {
  on: types,
  asks: () => [],
  admit(resource) {
    if (isOurs(resource)) throw errors.byRoomOnly({ at: resource.resourceType });
  },
};
