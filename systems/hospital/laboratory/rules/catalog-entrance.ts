import type { EntranceRule, Guard } from '@lienmach/system-kit';
import type { FhirResource } from 'fhir/r4';
import { indicatorOfDefinition, isLabRow, testOfDefinition } from './site-row.ts';

/** @throws laboratory.badCatalogRow */
function check(resource: FhirResource | undefined): void {
  if (resource?.resourceType === 'ObservationDefinition' && isLabRow(resource)) indicatorOfDefinition(resource);
  if (resource?.resourceType === 'ActivityDefinition' && isLabRow(resource)) testOfDefinition(resource);
}

/**
 * Rows of a site's own catalog come as plain FHIR; one that the laboratory could not read is refused when it is written.
 *
 * @source none: own choice
 */
export const catalogEntrance: EntranceRule & Guard = {
  on: ['ObservationDefinition', 'ActivityDefinition'],
  asks: () => [],
  admit: check,
  check: (_previous, next) => check(next),
};
