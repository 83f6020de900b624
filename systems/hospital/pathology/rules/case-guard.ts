import { codeSystems } from '@lienmach/core';
import type { Guard } from '@lienmach/system-kit';
import type { FhirResource } from 'fhir/r4';
import { errors } from '../errors.ts';

const SECTION = 'http://terminology.hl7.org/CodeSystem/v2-0074';
const ours: ReadonlySet<string> = new Set(['SP', 'CP']);
/** verbs of the laboratory for its own reports and tubes, which know nothing of these */
const laboratoryVerbs: ReadonlySet<string> = new Set([
  'DiagnosticReport$enter-results',
  'DiagnosticReport$verify-technically',
  'DiagnosticReport$verify',
  'DiagnosticReport$amend',
  'Specimen$handle',
]);

const isCase = (resource: FhirResource): boolean =>
  (resource.resourceType === 'DiagnosticReport' || resource.resourceType === 'Observation') &&
  resource.category?.some(({ coding }) =>
    coding?.some(({ system, code }) => system === SECTION && ours.has(code ?? '')),
  ) === true;

const isMaterial = (resource: FhirResource): boolean =>
  resource.resourceType === 'Specimen' &&
  resource.type?.coding?.some(({ system }) => system === codeSystems.pathology) === true;

/**
 * Reports of pathology and what they are read from change by its own verbs only: they know what is missing, who has read
 * it a second time, and how long glass and paraffin are kept.
 *
 * @source QĐ 2429/QĐ-BYT (12/06/2017), authorised release of results (secondary); the rest: own rule
 */
export const caseGuard: Guard = {
  on: ['DiagnosticReport', 'Observation', 'Specimen'],
  check(previous, _next, by) {
    if (!isCase(previous) && !isMaterial(previous)) return;
    if (by?.roles.includes('tool')) return;
    if (by?.activity !== undefined && !laboratoryVerbs.has(by.activity)) return;
    throw errors.byVerbOnly({ at: previous.resourceType });
  },
};
