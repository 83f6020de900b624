import type { FhirError } from '@lienmach/outcome';
import type { BundleEntry, FhirResource } from 'fhir/r4';
import { parseStored } from '../parse-json.ts';
import type { WriteResult } from './intent.ts';
import { rememberText } from './written-texts.ts';

const reasons: Readonly<Record<number, string>> = { 200: '200 OK', 201: '201 Created', 204: '204 No Content' };

export function writtenEntry(result: WriteResult, returnBodies: boolean): BundleEntry {
  const { type, id, version, lastUpdated, status } = result;
  if (version === 0) return { response: { status: '204 No Content' } };
  const response = {
    status: reasons[status] ?? String(status),
    location: `${type}/${id}/_history/${version}`,
    etag: `W/"${version}"`,
    lastModified: lastUpdated,
  };
  if (!returnBodies || status === 204) return { response };
  return { resource: rememberText(result.resource ?? parseStored(result.text), result.text), response };
}

export const foundEntry = (resource: FhirResource): BundleEntry => ({ resource, response: { status: '200 OK' } });

export const refusedEntry = (error: FhirError): BundleEntry => ({
  response: { status: String(error.status), outcome: error.outcome },
});
