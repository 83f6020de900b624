/** @source none: how a bundle is put together, nothing is decided */
import type { BundleEntry, FhirResource } from 'fhir/r4';

/** A name inside one bundle; the store gives the real id. */
export const urnUuid = (n: number): string => `urn:uuid:00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** New resources are posted under their name, known ones put over the version that was read. */
export function writeEntry(resource: FhirResource, fullUrl?: string): BundleEntry {
  if (resource.id === undefined) {
    return {
      ...(fullUrl === undefined ? {} : { fullUrl }),
      resource,
      request: { method: 'POST', url: resource.resourceType },
    };
  }
  const version = resource.meta?.versionId;
  return {
    resource,
    request: {
      method: 'PUT',
      url: `${resource.resourceType}/${resource.id}`,
      ...(version === undefined ? {} : { ifMatch: `W/"${version}"` }),
    },
  };
}
