import type { FhirResource } from 'fhir/r4';
import { storeErrors } from '../errors.ts';
import { parseJsonList } from '../parse-json.ts';
import { fhirPathPatch } from '../patch/fhirpath-patch.ts';
import { jsonPatch } from '../patch/json-patch.ts';
import type { ResourceChange } from '../patch/resource-change.ts';
import { atPlace } from './entry-place.ts';

/**
 * The patch that a bundle entry carries: Parameters, or a JSON Patch inside a Binary.
 *
 * @source FHIR R4 4.0.1, http.html#patch, patch in a batch or transaction (verified)
 */
export function patchOf(resource: FhirResource, at: string): ResourceChange {
  if (resource.resourceType === 'Parameters') return atPlace(at, () => fhirPathPatch(resource));
  const { contentType, data } = resource.resourceType === 'Binary' ? resource : {};
  if (contentType !== 'application/json-patch+json' || typeof data !== 'string')
    throw storeErrors.invalidEntry({ at, detail: 'a patch is Parameters or a Binary with a JSON Patch' });
  return atPlace(at, () => jsonPatch(parseJsonList(Buffer.from(data, 'base64').toString('utf8'))));
}
