import type { FhirResource } from 'fhir/r4';

/**
 * What becomes of a resource: given its current version, answers the next one. It may be asked again when somebody else
 * wrote in between. Patches are made by `jsonPatch` and `fhirPathPatch`.
 */
export type ResourceChange = (previous: FhirResource) => FhirResource | Promise<FhirResource>;
