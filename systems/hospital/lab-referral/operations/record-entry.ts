import type { BundleEntry, FhirResource } from 'fhir/r4';

/** A write of what was read: compare-and-set on its version; new without one. */
export const putEntry = (resource: FhirResource): BundleEntry => ({
  resource,
  request: {
    method: 'PUT',
    url: `${resource.resourceType}/${resource.id}`,
    ...(resource.meta?.versionId === undefined ? {} : { ifMatch: `W/"${resource.meta.versionId}"` }),
  },
});
