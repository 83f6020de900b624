import type { FhirResource } from 'fhir/r4';
import { patchErrors as errors } from './errors.ts';
import { isContainer } from './json-place.ts';

/** A patch changes what a resource says, never which resource it is. @throws patch.identity (422) */
export function keepIdentity(previous: FhirResource, next: FhirResource): FhirResource {
  const isSame =
    isContainer(next) &&
    !Array.isArray(next) &&
    next.resourceType === previous.resourceType &&
    (next.id === undefined || next.id === previous.id);
  if (!isSame) throw errors.identity({ at: previous.resourceType });
  return previous.id === undefined ? next : ({ ...next, id: previous.id } as FhirResource);
}
