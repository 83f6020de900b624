import type { FhirResource, Reference } from 'fhir/r4';

/**
 * Is this resource about this patient (under any of the records that were merged), and nobody else? The search has asked for it already; a chart that shows a line of
 * another person does harm, so each line is looked at once more, by its own words.
 *
 * @source none: our own second barrier against another patient's data on the screen
 */
export function belongsTo(resource: FhirResource, patients: readonly string[]): boolean {
  const { subject, patient: whose } = resource as { subject?: Reference; patient?: Reference };
  const [, id] = /^Patient\/([^/]+)$/.exec((subject ?? whose)?.reference ?? '') ?? [];
  return id !== undefined && patients.includes(id);
}
