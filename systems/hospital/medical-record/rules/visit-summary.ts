import {
  codeSystems,
  dischargeDiagnoses,
  extensionCoding,
  extensions,
  extensionValue,
  formatVnTime,
  nameText,
  parseInstant,
  toVnIso,
} from '@lienmach/core';
import { narrativeOf } from '@lienmach/papers';
import type {
  ClinicalImpression,
  CodeableConcept,
  Composition,
  CompositionSection,
  Condition,
  DiagnosticReport,
  Encounter,
  FhirResource,
  MedicationRequest,
  Observation,
  Patient,
  Practitioner,
  Reference,
} from 'fhir/r4';

/** Everything of one visit that a summary speaks of. */
export interface VisitRecord {
  readonly encounter: Encounter;
  readonly patient: Patient;
  readonly conditions: readonly Condition[];
  readonly observations: readonly Observation[];
  readonly reports: readonly DiagnosticReport[];
  readonly notes: readonly ClinicalImpression[];
  readonly prescriptions: readonly MedicationRequest[];
  readonly signer: Practitioner;
  readonly facility: { readonly code: string; readonly name: string; readonly reference: string };
}

/** Discharge diagnoses, the main one first. */
export const diagnosesOf = ({ encounter, conditions }: Pick<VisitRecord, 'encounter' | 'conditions'>): Condition[] =>
  dischargeDiagnoses(encounter, conditions);

const time = (dateTime: string | undefined): string =>
  dateTime === undefined ? '' : `${formatVnTime(parseInstant(dateTime))}: `;

const reference = (resource: FhirResource): Reference => ({ reference: `${resource.resourceType}/${resource.id}` });

const marks: Readonly<Record<string, string>> = { '<': '< ', '<=': '≤ ', '>': '> ', '>=': '≥ ' };

type Valued = Pick<Observation, 'valueQuantity' | 'valueString' | 'valueCodeableConcept' | 'dataAbsentReason'>;

/**
 * Value of a result as people read it, with its bound and the unit it was measured in; or why there is none.
 *
 * @source own wording (unsure)
 */
export function valueText(observation: Valued): string {
  const { valueQuantity, valueString, valueCodeableConcept, dataAbsentReason } = observation;
  if (valueQuantity?.value !== undefined) {
    const { value, comparator, unit, code } = valueQuantity;
    const number = `${marks[comparator ?? ''] ?? ''}${String(value).replace('.', ',')}`;
    return [number, unit ?? code].filter(Boolean).join(' ');
  }
  return valueString ?? conceptText(valueCodeableConcept) ?? conceptText(dataAbsentReason) ?? '';
}

const conceptText = (concept: CodeableConcept | undefined): string | undefined =>
  concept?.text ?? concept?.coding?.[0]?.display;

function observationLine(observation: Observation): string {
  const name =
    observation.code.text ?? observation.code.coding?.[0]?.display ?? observation.code.coding?.[0]?.code ?? '';
  const parts = (observation.component ?? []).map(
    (part) => `${part.code.text ?? part.code.coding?.[0]?.display ?? ''} ${valueText(part)}`,
  );
  const value = parts.length > 0 ? parts.join(', ') : valueText(observation);
  const flag = observation.interpretation?.[0];
  const mark = flag?.text ?? flag?.coding?.[0]?.display ?? flag?.coding?.[0]?.code;
  return `${name}: ${value}${mark === undefined ? '' : ` (${mark})`}`;
}

function section(
  code: string,
  title: string,
  lines: readonly string[],
  entries: readonly FhirResource[],
): CompositionSection {
  return {
    title,
    code: { coding: [{ system: codeSystems.dischargeSection, code }] },
    text: narrativeOf(lines.length === 0 ? ['Không có.'] : lines),
    ...(entries.length === 0 ? {} : { entry: entries.map(reference) }),
  };
}

const isVital = (observation: Observation): boolean =>
  observation.category?.some((one) => one.coding?.some((coding) => coding.code === 'vital-signs')) ?? false;

const isFinal = (status: string): boolean => ['final', 'amended', 'corrected'].includes(status);

/** A note of several lines keeps them; the first carries the time. */
function course(notes: readonly ClinicalImpression[]): CompositionSection {
  const lines = notes.flatMap((note) =>
    [note.description, note.summary].flatMap((text) => {
      const [first, ...rest] = (text ?? '').split('\n').filter((line) => line.trim() !== '');
      return first === undefined ? [] : [time(note.effectiveDateTime) + first, ...rest];
    }),
  );
  return section('qt-benhly', 'Quá trình bệnh lý và diễn biến lâm sàng', lines, notes);
}

function results({ reports, observations }: VisitRecord): CompositionSection {
  const final = reports.filter((report) => isFinal(report.status));
  const lines = final.flatMap((report) => {
    const ids = (report.result ?? []).map((one) => one.reference);
    const values = observations.filter((one) => ids.includes(`Observation/${one.id}`)).map(observationLine);
    const name = report.code.text ?? report.code.coding?.[0]?.display ?? '';
    const conclusion = report.conclusion === undefined ? [] : [`Kết luận: ${report.conclusion}`];
    return [`${time(report.issued)}${name}`, ...values, ...conclusion];
  });
  return section('tomtat-kq', 'Tóm tắt kết quả cận lâm sàng', lines, final);
}

const drugLine = (request: MedicationRequest): string => {
  const quantity = request.dispenseRequest?.quantity;
  const dose = request.dosageInstruction?.[0]?.patientInstruction ?? request.dosageInstruction?.[0]?.text ?? '';
  const amount = quantity?.value === undefined ? '' : `, ${quantity.value} ${quantity.unit ?? ''}`;
  return `${request.medicationCodeableConcept?.text ?? ''}${amount}. ${dose}`.trim();
};

function diagnosisLine(condition: Condition, index: number): string {
  const icd = condition.code?.coding?.find((coding) => coding.system === codeSystems.icd10);
  const text = condition.code?.text ?? icd?.display ?? '';
  return `${index === 0 ? 'Bệnh chính' : 'Bệnh kèm theo'}: ${text}${icd?.code === undefined ? '' : ` (${icd.code})`}`;
}

function conclusion({ encounter, notes }: VisitRecord): CompositionSection {
  const outcome = extensionCoding(encounter, extensions.treatmentOutcome);
  const leaving = encounter.hospitalization?.dischargeDisposition;
  const findings = notes.flatMap((note) => (note.finding ?? []).flatMap((one) => one.itemCodeableConcept?.text ?? []));
  const lines = [
    ...findings,
    outcome && `Kết quả điều trị: ${outcome.display ?? outcome.code}`,
    leaving && `Hình thức kết thúc: ${leaving.text ?? leaving.coding?.[0]?.display ?? leaving.coding?.[0]?.code}`,
  ].flatMap((line) => line ?? []);
  return section('ket-luan', 'Kết luận', lines, []);
}

/**
 * The summary of a finished visit, in the order of the form: reason, course, vital signs, diagnoses, results, treatment,
 * conclusion.
 *
 * @source TT 25/2025/TT-BYT, annex II, form 03 (record summary) (secondary); TT 32/2023/TT-BYT, art. 52: time and author
 *   of every entry (secondary); LOINC 34133-9 as type (verified)
 */
export function visitSummary(visit: VisitRecord, now: Date): Composition {
  const { encounter, patient, signer, facility, prescriptions } = visit;
  const treatment = extensionValue(encounter, extensions.treatment, 'valueString');
  const diagnoses = diagnosesOf(visit);
  const vitals = visit.observations.filter(isVital).filter((one) => isFinal(one.status));
  const vitalLines = vitals.map((one) => time(one.effectiveDateTime) + observationLine(one));
  const author: Reference = { ...reference(signer), display: nameText(signer.name) };
  return {
    resourceType: 'Composition',
    status: 'final',
    type: {
      coding: [{ system: codeSystems.loinc, code: '34133-9', display: 'Summary of episode note' }],
      text: 'Tóm tắt hồ sơ bệnh án',
    },
    subject: { ...reference(patient), display: nameText(patient.name) },
    encounter: reference(encounter),
    date: toVnIso(now),
    author: [author],
    title: 'Tóm tắt hồ sơ bệnh án',
    attester: [{ mode: 'legal', time: toVnIso(now), party: author }],
    custodian: { reference: facility.reference, display: facility.name },
    section: [
      section(
        'ly-do',
        'Lý do đến khám',
        (encounter.reasonCode ?? []).flatMap((one) => one.text ?? []),
        [],
      ),
      course(visit.notes),
      section('sinh-hieu', 'Dấu hiệu sinh tồn', vitalLines, vitals),
      section('chan-doan', 'Chẩn đoán', diagnoses.map(diagnosisLine), diagnoses),
      results(visit),
      section(
        'pp-dieutri',
        'Phương pháp điều trị',
        [...(treatment === undefined ? [] : [treatment]), ...prescriptions.map(drugLine)],
        prescriptions,
      ),
      conclusion(visit),
    ],
  };
}
