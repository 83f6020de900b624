import type { EntranceRule, Guard } from '@lienmach/system-kit';
import type { FhirResource } from 'fhir/r4';
import { errors } from '../errors.ts';
import { indicatorOfDefinition, isLabRow, testOfDefinition } from './site-row.ts';

const isRow = (one: FhirResource): boolean =>
  (one.resourceType === 'ObservationDefinition' || one.resourceType === 'ActivityDefinition') && isLabRow(one);

/** @throws laboratory.badCatalogRow */
function check(resource: FhirResource | undefined): void {
  if (resource?.resourceType === 'ObservationDefinition' && isLabRow(resource)) indicatorOfDefinition(resource);
  if (resource?.resourceType === 'ActivityDefinition' && isLabRow(resource)) testOfDefinition(resource);
}

/**
 * A row that the laboratory could not read is refused when it is written, and one that is there is changed by nobody: a later
 * row takes its place.
 *
 * @source none: own choice
 */
export const catalogEntrance: EntranceRule & Guard = {
  on: ['ObservationDefinition', 'ActivityDefinition'],
  asks: () => [],
  admit: check,
  check(previous, next, by) {
    const isOurs = by?.activity !== undefined || by?.roles.includes('tool') === true;
    if (!isOurs && isRow(previous)) throw errors.rowByVerb({ at: previous.resourceType });
    check(next);
  },
};
