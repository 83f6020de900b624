import type { FhirResource } from 'fhir/r4';

/** The resource as it is stored: its id and version in place, whatever the caller wrote there. */
export function storedResource(resource: FhirResource, id: string, version: number, lastUpdated: string): FhirResource {
  const { resourceType, id: _id, meta, ...rest } = resource;
  const { versionId: _version, lastUpdated: _updated, ...kept } = meta ?? {};
  return { resourceType, id, meta: { versionId: String(version), lastUpdated, ...kept }, ...rest } as FhirResource;
}
