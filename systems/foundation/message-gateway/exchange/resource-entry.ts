import { codeSystems } from '@lienmach/core';
import type { BundleEntry, FhirResource, Meta } from 'fhir/r4';

/** What came by a message says so. */
export const fromPartner: Meta = { tag: [{ system: codeSystems.recordOrigin, code: 'partner-message' }] };

/** A whole resource under its own id; of one that was read, only if nobody changed it since. */
export const putEntry = (resource: FhirResource): BundleEntry => ({
  resource,
  request: {
    method: 'PUT',
    url: `${resource.resourceType}/${resource.id}`,
    ...(resource.meta?.versionId === undefined ? {} : { ifMatch: `W/"${resource.meta.versionId}"` }),
  },
});

type OfType<T> = Extract<FhirResource, { resourceType: T }>;

export const isOfType = <T extends FhirResource['resourceType']>(
  one: FhirResource | undefined,
  type: T,
): one is OfType<T> => one?.resourceType === type;

/** A search for one number, its signs kept from meaning anything. */
export const byNumber = (type: string, system: string, value: string): string =>
  `${type}?${new URLSearchParams({ identifier: token(system, value) })}`;

export const token = (system: string, value: string): string => `${system}|${value.replace(/[\\,$|]/g, '\\$&')}`;
