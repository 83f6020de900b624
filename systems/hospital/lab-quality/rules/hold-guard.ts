import type { EntranceRule, Guard } from '@lienmach/system-kit';
import type { FhirResource } from 'fhir/r4';
import { errors } from '../errors.ts';
import { isHold } from './lab-hold.ts';

const isOurs = (resource: FhirResource): boolean => resource.resourceType === 'DetectedIssue' && isHold(resource);

/**
 * A hold on results is opened and closed by verbs and reactions of the house only: nobody lifts one as plain FHIR.
 *
 * @source none: our own rule, so that every hold says who lifted it and why
 */
export const holdGuard: Guard = {
  on: ['DetectedIssue'],
  check(previous, next, by) {
    if (by?.activity !== undefined || by?.roles.includes('tool')) return;
    if (isOurs(previous) || (next !== undefined && isOurs(next))) throw errors.byRoomOnly({ at: 'DetectedIssue' });
  },
};

/** Nor does one come in from outside. @source none: our own rule */
export const holdEntrance: EntranceRule = {
  on: ['DetectedIssue'],
  asks: () => [],
  admit(resource) {
    if (isOurs(resource)) throw errors.byRoomOnly({ at: 'DetectedIssue' });
  },
};
