import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4';

/** Resources as they were written a moment ago, with the text that was stored: an answer need not make it a second time. */
const texts = new WeakMap<object, string>();

/** @param resource  not changed any more */
export function rememberText(resource: FhirResource, text: string): FhirResource {
  texts.set(resource, text);
  return resource;
}

/** The Bundle as JSON text, as `JSON.stringify` writes it; bodies that were just written are taken as they were stored. */
export function bundleText({ entry, ...rest }: Bundle): string {
  if (entry === undefined) return JSON.stringify(rest);
  return `${JSON.stringify(rest).slice(0, -1)},"entry":[${entry.map(entryText).join(',')}]}`;
}

function entryText(entry: BundleEntry): string {
  const { resource, ...rest } = entry;
  const text = resource && texts.get(resource);
  if (text === undefined) return JSON.stringify(entry);
  const others = JSON.stringify(rest);
  return others === '{}' ? `{"resource":${text}}` : `{"resource":${text},${others.slice(1)}`;
}
