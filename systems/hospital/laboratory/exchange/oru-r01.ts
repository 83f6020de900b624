import { codeSystems, identifierSystems, VN_ZONE } from '@lienmach/core';
import { fhirTime, type Hl7Message } from '@lienmach/exchange';
import type { MessageMapping } from '@lienmach/system-kit';
import type {
  Bundle,
  BundleEntry,
  DiagnosticReport,
  FhirResource,
  Observation,
  Patient,
  ServiceRequest,
  Specimen,
} from 'fhir/r4';
import { findTest } from '../catalogs/lab-tests.ts';
import { errors } from '../errors.ts';
import type { ResultGround } from '../rules/lab-result.ts';
import { testCodeOf } from '../rules/order-obstacles.ts';
import { type OrderGroup, orderGroups } from './order-groups.ts';
import { indicatorOf, resultObservation } from './result-observation.ts';

const byIdentifier = (type: string, system: string, value: string): string =>
  `${type}?${new URLSearchParams({ identifier: `${system}|${value.replace(/[\\,$|]/g, '\\$&')}` })}`;

type Found = Readonly<Record<string, FhirResource>>;

/**
 * Results of an analyzer become preliminary Observations and a preliminary DiagnosticReport, in one transaction. The
 * order, its report and its patient must be in the record; a patient, specimen, code or unit that does not fit parks the
 * whole message: half a result is worse than a late one.
 *
 * @source HL7 v2.5.1 chapter 7, ORU^R01 (verified); QĐ 7713/QĐ-BYT (30/12/2016), HL7 message standard: content (unsure)
 */
export const oruR01: MessageMapping = {
  on: 'ORU^R01',

  needs(message) {
    const number = message.segment('PID')?.get(3) ?? '';
    if (number === '') throw errors.patientMissing({ at: 'PID-3' });
    const needs: Record<string, string> = {
      patient: byIdentifier('Patient', identifierSystems.patientNumber, number),
    };
    for (const { index, orderNumber, specimenNumber } of orderGroups(message)) {
      needs[`order.${index}`] = byIdentifier('ServiceRequest', identifierSystems.orderNumber, orderNumber);
      needs[`report.${index}`] = byIdentifier('DiagnosticReport', identifierSystems.orderNumber, orderNumber);
      if (specimenNumber === '') continue;
      needs[`specimen.${index}`] = byIdentifier('Specimen', identifierSystems.specimenNumber, specimenNumber);
    }
    return needs;
  },

  map(message, found, now): Bundle {
    const patient = checkedPatient(message, found);
    const groups = orderGroups(message);
    return {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: groups.flatMap((group) => groupEntries(group, patient, found, now)),
    };
  },
};

type OfType<T> = Extract<FhirResource, { resourceType: T }>;

const isOfType = <T extends FhirResource['resourceType']>(one: FhirResource | undefined, type: T): one is OfType<T> =>
  one?.resourceType === type;

function resourceOf<T extends FhirResource['resourceType']>(
  found: Found,
  need: string,
  type: T,
): OfType<T> | undefined {
  const resource = found[need];
  return isOfType(resource, type) ? resource : undefined;
}

/** Two marks must agree, number and birth date: a mistyped number alone must never reach another person's record. */
function checkedPatient(message: Hl7Message, found: Found): Patient {
  const patient = resourceOf(found, 'patient', 'Patient');
  if (patient === undefined) throw errors.patientMismatch({ at: 'PID-3' });
  const birth = fhirTime(message.segment('PID')?.get(7) ?? '', 'PID-7', VN_ZONE)?.slice(0, 10);
  const known = patient.birthDate;
  if (birth !== undefined && known !== undefined && !birth.startsWith(known)) {
    throw errors.birthDateMismatch({ at: 'PID-7' });
  }
  return patient;
}

function groupEntries(group: OrderGroup, patient: Patient, found: Found, now: Date): BundleEntry[] {
  const order = resourceOf(found, `order.${group.index}`, 'ServiceRequest');
  const report = resourceOf(found, `report.${group.index}`, 'DiagnosticReport');
  if (order === undefined || report === undefined) throw errors.orderNumberMissing({ at: 'OBR-2' });
  if (order.subject.reference !== `Patient/${patient.id}`) throw errors.patientMismatch({ at: 'PID-3' });
  if (report.status !== 'registered' && report.status !== 'partial' && report.status !== 'preliminary') {
    throw errors.alreadyVerified({ at: 'DiagnosticReport.status', detail: report.status });
  }
  if (order.status !== 'active') throw errors.orderNotActive({ at: 'ServiceRequest.status', detail: order.status });
  const specimen = checkedSpecimen(group, order, found);
  const ground = groundOf({ group, order, report, patient, specimen, now });
  const results = resultsOf(group, ground);
  return [
    ...results.map(putEntry),
    putEntry(filledReport(report, group, ground, results)),
    ...specimenEntry(specimen, ground.collectedAt),
  ];
}

function checkedSpecimen(group: OrderGroup, order: ServiceRequest, found: Found): Specimen | undefined {
  const specimen = resourceOf(found, `specimen.${group.index}`, 'Specimen');
  if (specimen === undefined) return undefined;
  const isOfOrder = order.specimen?.some(({ reference }) => reference === `Specimen/${specimen.id}`) ?? false;
  if (!isOfOrder) throw errors.specimenMismatch({ at: 'SPM-2' });
  return specimen;
}

function groundOf(parts: {
  group: OrderGroup;
  order: ServiceRequest;
  report: DiagnosticReport;
  patient: Patient;
  specimen: Specimen | undefined;
  now: Date;
}): ResultGround {
  const { group, order, report, patient, specimen, now } = parts;
  const test = findTest(testCodeOf(order, codeSystems.services7603));
  if (test === undefined) throw errors.unknownTest({ at: 'ServiceRequest.code' });
  return {
    order,
    orderNumber: group.orderNumber,
    test,
    patient,
    specimen: specimen === undefined ? order.specimen?.[0] : { reference: `Specimen/${specimen.id}` },
    collectedAt:
      specimen?.collection?.collectedDateTime ??
      report.effectiveDateTime ??
      fhirTime(group.request.get(7), 'OBR-7', VN_ZONE),
    now,
  };
}

function resultsOf(group: OrderGroup, ground: ResultGround): Observation[] {
  const seen = new Set<string>();
  return group.results
    .filter((segment) => segment.get(11) !== 'I') // pending: nothing to tell yet
    .map((segment) => {
      const indicator = indicatorOf(segment, ground.test);
      if (seen.has(indicator.code)) throw errors.indicatorTwice({ at: 'OBX-3', name: indicator.name });
      seen.add(indicator.code);
      return resultObservation(segment, indicator, ground);
    });
}

const putEntry = (resource: DiagnosticReport | Observation | Specimen): BundleEntry => ({
  resource,
  request: {
    method: 'PUT',
    url: `${resource.resourceType}/${resource.id}`,
    ...(resource.meta?.versionId === undefined ? {} : { ifMatch: `W/"${resource.meta.versionId}"` }),
  },
});

/** OBR-25 and OBX-11: pending, preliminary or in part. One such result holds back the whole report. */
const unfinished: ReadonlySet<string> = new Set(['P', 'A', 'I', 'S']);

function filledReport(
  report: DiagnosticReport,
  group: OrderGroup,
  ground: ResultGround,
  results: readonly Observation[],
): DiagnosticReport {
  const isPartial = unfinished.has(group.request.get(25)) || group.results.some((one) => unfinished.has(one.get(11)));
  const earlier = report.result?.flatMap(({ reference }) => reference ?? []) ?? [];
  const references = new Set([...earlier, ...results.map(({ id }) => `Observation/${id}`)]);
  if (references.size === 0) throw errors.noResult({ at: 'OBX' });
  return {
    ...report,
    status: isPartial ? 'partial' : 'preliminary',
    ...(ground.collectedAt === undefined ? {} : { effectiveDateTime: ground.collectedAt }),
    result: [...references].map((reference) => ({ reference })),
  };
}

/** The analyzer knows when the tube was filled and the record does not: then the record learns it. */
function specimenEntry(specimen: Specimen | undefined, collectedAt: string | undefined): BundleEntry[] {
  if (specimen === undefined || collectedAt === undefined || specimen.collection?.collectedDateTime !== undefined) {
    return [];
  }
  return [putEntry({ ...specimen, collection: { ...specimen.collection, collectedDateTime: collectedAt } })];
}
