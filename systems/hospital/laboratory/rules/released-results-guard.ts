import { identifierSystems } from '@lienmach/core';
import type { EntranceRule, Guard } from '@lienmach/system-kit';
import type { DiagnosticReport, FhirResource, Observation } from 'fhir/r4';
import { errors } from '../errors.ts';

const released: ReadonlySet<string> = new Set(['final', 'amended', 'corrected']);

type Result = DiagnosticReport | Observation;

const isResult = (resource: FhirResource | undefined): resource is Result =>
  resource?.resourceType === 'DiagnosticReport' || resource?.resourceType === 'Observation';

/** a report with an order number, or a result of one */
const isOurs = (result: Result): boolean =>
  result.resourceType === 'DiagnosticReport'
    ? result.identifier?.some(({ system }) => system === identifierSystems.orderNumber) === true
    : result.basedOn?.some(({ reference }) => reference?.startsWith('ServiceRequest/')) === true &&
      result.category?.some(({ coding }) => coding?.some(({ code }) => code === 'laboratory')) === true;

/**
 * Results of the laboratory are released, amended and taken back by its verbs only: they look at what is missing, at
 * holds of quality control and at who may sign. Nothing that was released changes as plain FHIR.
 *
 * @source QĐ 2429/QĐ-BYT (12/06/2017), authorised release of results (secondary); the rest: own rule
 */
export const releasedResultsGuard: Guard = {
  on: ['DiagnosticReport', 'Observation'],
  check(previous, next, by) {
    if (by?.activity !== undefined || by?.roles.includes('tool')) return;
    if (!isResult(previous) || !isOurs(previous)) return;
    const isReleasedNow = isResult(next) && released.has(next.status ?? '');
    if (released.has(previous.status ?? '') || isReleasedNow)
      throw errors.releasedByVerb({ at: `${previous.resourceType}.status` });
  },
};

/** of a laboratory, whether or not somebody ordered it here */
const isLaboratory = (result: Result): boolean =>
  isOurs(result) ||
  result.category?.some(({ coding }) => coding?.some(({ code }) => code === 'laboratory' || code === 'LAB')) === true;

/**
 * Nor does anything come into the record as released: a result is entered, verified and released by verbs. What another
 * laboratory found comes by its channel or its document.
 *
 * @source QĐ 2429/QĐ-BYT (12/06/2017), authorised release of results (secondary); the rest: own rule
 */
export const releasedResultsEntrance: EntranceRule = {
  on: ['DiagnosticReport', 'Observation'],
  asks: () => [],
  admit(resource) {
    if (!isResult(resource) || !isLaboratory(resource) || !released.has(resource.status ?? '')) return;
    throw errors.releasedByVerb({ at: `${resource.resourceType}.status` });
  },
};
