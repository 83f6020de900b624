import {
  codeSystems,
  extensions,
  identifierSystems,
  logicalOrganization,
  parseInstant,
  present,
  toVnIso,
} from '@lienmach/core';
import { exactNumber } from '@lienmach/exchange';
import type {
  Bundle,
  BundleEntry,
  CodeableConcept,
  Coding,
  DiagnosticReport,
  Extension,
  FhirResource,
  Identifier,
  Observation,
  Patient,
  Provenance,
  Quantity,
  Reference,
} from 'fhir/r4';
import { type OutsideAmount, type OutsideReport, type OutsideResult, outsideIds } from './outside-report.ts';
import { checkMarks, patientSearch } from './patient-marks.ts';

const CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';
const SERVICE = 'http://terminology.hl7.org/CodeSystem/v2-0074';
const ABSENT = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';
const IDENTIFIER_TYPE = 'http://terminology.hl7.org/CodeSystem/v2-0203';
const INTERPRETATION = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';

const OUTSIDE: Coding = { system: codeSystems.resultOrigin, code: 'outside', display: 'Kết quả của cơ sở khác' };

/** What the record holds of this report so far. */
export interface EarlierReport {
  readonly report?: DiagnosticReport | undefined;
}

/**
 * The searches of a mapping: the patient (exactly one) and the report as it was told before (none or one).
 *
 * @throws every refusal of `outsideIds` and `patientSearch`
 */
export function outsideNeeds(report: OutsideReport): { readonly patient: string; readonly earlier: string } {
  const { number } = outsideIds(report);
  const value = `${identifierSystems.outsideReport}|${number.replace(/[\\,$|]/g, '\\$&')}`;
  return {
    patient: patientSearch(report.patient),
    earlier: `DiagnosticReport?${new URLSearchParams({ identifier: value })}`,
  };
}

function quantityOf({ digits, comparator, unit, ucum }: OutsideAmount): Quantity {
  const shown = unit ?? ucum;
  return {
    value: exactNumber(digits),
    ...present({ comparator, unit: shown }),
    ...(ucum === undefined ? {} : { system: codeSystems.ucum, code: ucum }),
  };
}

function measured({ value }: OutsideResult): Partial<Observation> {
  if ('amount' in value) return { valueQuantity: quantityOf(value.amount) };
  if ('absent' in value)
    return { dataAbsentReason: { coding: [{ system: ABSENT, code: 'unknown' }], text: value.absent } };
  if (value.coding === undefined) return { valueString: value.text };
  return { valueCodeableConcept: { coding: [value.coding], text: value.text } };
}

function intervalOf({ interval }: OutsideResult): Partial<Observation> {
  if (interval === undefined) return {};
  const { low, high, text } = interval;
  const range = present({
    low: low === undefined ? undefined : quantityOf(low),
    high: high === undefined ? undefined : quantityOf(high),
    text,
  });
  return Object.keys(range).length === 0 ? {} : { referenceRange: [range] };
}

const codeOf = ({ loinc, name }: OutsideResult): CodeableConcept => ({
  ...(loinc === undefined ? {} : { coding: [{ system: codeSystems.loinc, code: loinc }] }),
  text: name,
});

const levelOf = ({ facility }: OutsideReport): { extension?: Extension[] } =>
  facility.qualityLevel === undefined
    ? {}
    : {
        extension: [
          {
            url: extensions.labQualityLevel,
            valueCoding: { system: codeSystems.labQualityLevel, code: facility.qualityLevel },
          },
        ],
      };

const facilityOf = ({ facility }: OutsideReport): Reference => ({
  ...logicalOrganization(identifierSystems.facility, facility.code),
  display: facility.name,
});

function observationOf(
  report: OutsideReport,
  result: OutsideResult,
  id: string,
  about: Pick<DiagnosticReport, 'subject' | 'encounter'>,
): Observation {
  return {
    resourceType: 'Observation',
    id,
    meta: { tag: [OUTSIDE] },
    ...levelOf(report),
    identifier: [{ system: identifierSystems.outsideResult, value: id }],
    status: result.status,
    category: [{ coding: [{ system: CATEGORY, code: 'laboratory' }] }],
    code: codeOf(result),
    ...about,
    effectiveDateTime: result.sampled ?? report.sampled ?? report.issued,
    issued: toVnIso(parseInstant(report.issued)),
    performer: [facilityOf(report)],
    ...measured(result),
    ...intervalOf(result),
    ...(result.flag === undefined
      ? {}
      : { interpretation: [{ coding: [{ system: INTERPRETATION, code: result.flag }] }] }),
    ...(result.note === undefined ? {} : { note: [{ text: result.note }] }),
  };
}

const changed: ReadonlySet<string> = new Set(['corrected', 'entered-in-error']);

/** HL7 table 0203: placer identifier */
const placerOf = ({ order = '' }: OutsideReport): Identifier[] =>
  order === '' ? [] : [{ type: { coding: [{ system: IDENTIFIER_TYPE, code: 'PLAC' }] }, value: order }];

function reportOf(
  report: OutsideReport,
  ids: ReturnType<typeof outsideIds>,
  subject: Reference,
  earlier: DiagnosticReport | undefined,
): DiagnosticReport {
  const told = earlier?.result?.flatMap(({ reference }) => reference ?? []) ?? [];
  const results = new Set([...told, ...ids.results.map((id) => `Observation/${id}`)]);
  const presented = report.presented === undefined ? earlier?.presentedForm : [report.presented];
  const isCorrected = report.results.some(({ status }) => changed.has(status)) || earlier?.status === 'corrected';
  return {
    resourceType: 'DiagnosticReport',
    id: ids.report,
    meta: { tag: [OUTSIDE] },
    ...levelOf(report),
    identifier: [{ system: identifierSystems.outsideReport, value: ids.number }, ...placerOf(report)],
    status: isCorrected ? 'corrected' : 'final',
    category: [{ coding: [{ system: SERVICE, code: 'LAB' }] }],
    code: {
      coding: [{ system: codeSystems.loinc, code: '11502-2', display: 'Laboratory report' }],
      text: report.title ?? 'Kết quả xét nghiệm của cơ sở khác',
    },
    subject,
    // the order and the visit that this house has joined it to
    ...present({ basedOn: earlier?.basedOn, encounter: earlier?.encounter }),
    ...present({ effectiveDateTime: report.sampled, conclusion: report.conclusion ?? earlier?.conclusion }),
    issued: toVnIso(parseInstant(report.issued)),
    performer: [facilityOf(report)],
    result: [...results].map((reference) => ({ reference })),
    ...(presented === undefined ? {} : { presentedForm: presented }),
  };
}

function provenanceOf(report: OutsideReport, id: string, targets: readonly string[], now: Date): Provenance[] {
  if (report.document === undefined) return [];
  return [
    {
      resourceType: 'Provenance',
      id: `${id}-nguon`,
      target: targets.map((reference) => ({ reference })),
      recorded: toVnIso(now),
      activity: { text: 'Nhận kết quả xét nghiệm của cơ sở khác' },
      agent: [{ who: facilityOf(report) }],
      entity: [{ role: 'source', what: report.document }],
    },
  ];
}

const put = (resource: FhirResource): BundleEntry => ({
  resource,
  request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
});

/** Something newer was told about this report already: the late one changes nothing. */
const isLate = (report: OutsideReport, earlier: DiagnosticReport | undefined): boolean =>
  earlier?.issued !== undefined && parseInstant(earlier.issued).getTime() > parseInstant(report.issued).getTime();

/**
 * Results of another laboratory as one transaction: final Observations marked as outside, with the laboratory as performer,
 * and their DiagnosticReport. They belong to no order, no visit and no charge of ours, and count in no figure of ours, unless this house joins them to the order that they answer. Told
 * again they replace themselves; told late (issued before what is there) they change nothing.
 *
 * @throws outside-results.marksDisagree, outside-results.secondMarkMissing and the refusals of `outsideIds`
 * @source Luật KCB 15/2023/QH15 as amended, use of results of other facilities (secondary); QĐ 2429/QĐ-BYT (12/06/2017),
 *   quality levels of laboratories (secondary); the marks are ours
 */
export function outsideBundle(
  report: OutsideReport,
  patient: Patient,
  { report: earlier }: EarlierReport,
  now: Date,
): Bundle {
  checkMarks(report.patient, patient);
  const ids = outsideIds(report);
  if (isLate(report, earlier)) return { resourceType: 'Bundle', type: 'transaction', entry: [] };
  const subject: Reference = { reference: `Patient/${patient.id}` };
  const results = report.results.map((result, index) =>
    observationOf(report, result, ids.results[index] ?? '', { subject, ...present({ encounter: earlier?.encounter }) }),
  );
  const whole = reportOf(report, ids, subject, earlier);
  const targets = [whole, ...results].map((one) => `${one.resourceType}/${one.id}`);
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [...results, whole, ...provenanceOf(report, ids.report, targets, now)].map(put),
  };
}
