import { isFhirError } from '@lienmach/outcome';
import type { ActivityDefinition, FhirResource, ObservationDefinition } from 'fhir/r4';
import type { SiteRows } from './lab-catalog.ts';
import { indicatorOfDefinition, isLabRow, testOfDefinition } from './site-row.ts';

/** A row that was written before it was checked says nothing; it never brings the laboratory down. */
function readable<Definition, Row>(definitions: readonly Definition[], read: (definition: Definition) => Row): Row[] {
  return definitions.flatMap((definition) => {
    try {
      return [read(definition)];
    } catch (thrown) {
      if (!isFhirError(thrown)) throw thrown;
      return [];
    }
  });
}

const isIndicatorRow = (one: FhirResource): one is ObservationDefinition =>
  one.resourceType === 'ObservationDefinition' && isLabRow(one);
const isTestRow = (one: FhirResource): one is ActivityDefinition =>
  one.resourceType === 'ActivityDefinition' && one.status === 'active' && isLabRow(one);

/**
 * The rows of a site among its definitions.
 *
 * @source none: reads the record
 */
export const siteRowsOf = (definitions: readonly FhirResource[]): SiteRows => ({
  indicators: readable(definitions.filter(isIndicatorRow), indicatorOfDefinition),
  tests: readable(definitions.filter(isTestRow), testOfDefinition),
});
