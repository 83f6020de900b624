import type { AllergyDraft, EntryDraft, MedicineDraft, PanelDraft, ProblemDraft, SectionDraft } from '@lienmach/cda';
import { dischargeDiagnoses, identifierSystems, present } from '@lienmach/core';
import type { AllergyIntolerance, CodeableConcept, Condition, MedicationRequest } from 'fhir/r4';
import { cdaConcept, idOf } from './document-roots.ts';
import { measureOf, nameOf, valueWords } from './result-entries.ts';
import type { VisitRecord } from './visit-record.ts';

const LOINC = '2.16.840.1.113883.6.1';

/** A section with a title and lines; nothing to say is said. */
export function wordSection(loinc: string, title: string, lines: readonly string[]): SectionDraft {
  const words = lines.flatMap((line) => line.split('\n')).filter((line) => line.trim() !== '');
  return { code: { code: loinc, system: LOINC }, title, paragraphs: words.length === 0 ? ['Không có.'] : words };
}

const tableSection = (
  loinc: string,
  title: string,
  head: readonly string[],
  rows: NonNullable<SectionDraft['table']>['rows'],
  entries: readonly EntryDraft[],
): SectionDraft =>
  rows.length === 0
    ? wordSection(loinc, title, [])
    : { code: { code: loinc, system: LOINC }, title, table: { head, rows }, entries };

const ownId = (type: string, id: string | undefined) =>
  id === undefined ? [] : [idOf(`${identifierSystems.visitNumber}/${type}`, id)];

const textOf = (concept: CodeableConcept | undefined): string =>
  concept?.text ?? concept?.coding?.[0]?.display ?? concept?.coding?.[0]?.code ?? '';

/** Diagnoses the visit ends with, else those it has; what was withdrawn is none. */
function diagnosesOf({ encounter, conditions }: VisitRecord): Condition[] {
  const discharge = dischargeDiagnoses(encounter, conditions);
  const standing = conditions.filter(
    ({ verificationStatus }) => !['entered-in-error', 'refuted'].includes(verificationStatus?.coding?.[0]?.code ?? ''),
  );
  return discharge.length > 0 ? discharge : standing;
}

/** @param loinc  11450-4 problems of a visit, 11535-2 diagnoses of a discharge */
export function diagnosisSection(record: VisitRecord, loinc: string): SectionDraft {
  const diagnoses = diagnosesOf(record);
  const rows = diagnoses.map(({ code }, index) => ({
    id: `cd-${index}`,
    cells: [index === 0 ? 'Bệnh chính' : 'Bệnh kèm theo', textOf(code), cdaConcept(code).codes[0]?.code ?? ''],
  }));
  const entries = diagnoses.map(
    (one, index): ProblemDraft => ({
      kind: 'problem',
      ids: ownId('Condition', one.id),
      concept: cdaConcept(one.code),
      isActive: one.abatementDateTime === undefined,
      row: `cd-${index}`,
      ...present({
        start: one.onsetDateTime ?? one.recordedDate ?? record.encounter.period?.start,
        end: one.abatementDateTime,
      }),
    }),
  );
  return tableSection(loinc, 'Chẩn đoán', ['Loại', 'Bệnh', 'ICD-10'], rows, entries);
}

const isVital = ({ category }: VisitRecord['observations'][number]): boolean =>
  category?.some(({ coding }) => coding?.some(({ code }) => code === 'vital-signs')) ?? false;

/** Measurements of one minute belong together; a blood pressure is told by its two parts. */
export function vitalSection({ observations }: VisitRecord): SectionDraft {
  const vitals = observations
    .filter((one) => isVital(one) && ['final', 'amended', 'corrected'].includes(one.status))
    .flatMap((one) =>
      one.component === undefined
        ? [one]
        : one.component.map((part) => ({ ...one, ...part, id: undefined, component: undefined })),
    );
  const rows = vitals.map((one, index) => ({ id: `sh-${index}`, cells: [nameOf(one), valueWords(one)] }));
  const times = new Map<string, PanelDraft['parts'][number][]>();
  for (const [index, one] of vitals.entries()) {
    const at = one.effectiveDateTime ?? '';
    times.set(at, [...(times.get(at) ?? []), measureOf({ ...one, resourceType: 'Observation' }, `sh-${index}`)]);
  }
  const entries = [...times].map(
    ([at, parts]): PanelDraft => ({
      kind: 'cluster',
      ids: [],
      concept: {
        codes: [{ code: '46680005', system: '2.16.840.1.113883.6.96', display: 'Vital signs' }],
        text: 'Dấu hiệu sinh tồn',
      },
      status: 'completed',
      ...(at === '' ? {} : { start: at }),
      parts,
    }),
  );
  return tableSection('8716-3', 'Dấu hiệu sinh tồn', ['Chỉ số', 'Giá trị'], rows, entries);
}

const doseWords = ({ dosageInstruction }: MedicationRequest): string =>
  dosageInstruction?.[0]?.patientInstruction ?? dosageInstruction?.[0]?.text ?? '';

/** @param loinc  10160-0 medicines of a visit, 10183-2 those to take home */
export function medicineSection({ prescriptions }: VisitRecord, loinc: string): SectionDraft {
  const rows = prescriptions.map((one, index) => {
    const { value, unit } = one.dispenseRequest?.quantity ?? {};
    const amount = value === undefined ? '' : [String(value).replace('.', ','), unit].filter(Boolean).join(' ');
    return { id: `th-${index}`, cells: [textOf(one.medicationCodeableConcept), amount, doseWords(one)] };
  });
  const entries = prescriptions.map(
    (one, index): MedicineDraft => ({
      kind: 'medicine',
      mood: 'INT',
      ids: ownId('MedicationRequest', one.id),
      concept: cdaConcept(one.medicationCodeableConcept),
      isActive: one.status === 'active',
      row: `th-${index}`,
      ...present({ start: one.authoredOn }),
    }),
  );
  return tableSection(loinc, 'Thuốc', ['Thuốc', 'Số lượng', 'Cách dùng'], rows, entries);
}

const none: ReadonlySet<string> = new Set(['716186003', 'no-known-allergy']);

const isNone = ({ code }: AllergyIntolerance): boolean =>
  code?.coding?.some((one) => none.has(one.code ?? '')) ?? false;

const isStanding = ({ verificationStatus, clinicalStatus }: AllergyIntolerance): boolean =>
  !['entered-in-error', 'refuted'].includes(verificationStatus?.coding?.[0]?.code ?? '') &&
  !['inactive', 'resolved'].includes(clinicalStatus?.coding?.[0]?.code ?? '');

/** Nobody asked, asked and none, these: three different things. */
export function allergySection({ allergies }: VisitRecord): SectionDraft {
  const standing = allergies.filter(isStanding);
  if (standing.length === 0) return wordSection('48765-2', 'Dị ứng', ['Chưa ghi nhận thông tin dị ứng.']);
  const reactionsOf = ({ reaction = [] }: AllergyIntolerance): string[] =>
    reaction.flatMap(({ manifestation }) => manifestation.map(textOf)).filter((text) => text !== '');
  const rows = standing.map((one, index) => ({
    id: `du-${index}`,
    cells: [isNone(one) ? 'Đã hỏi, không có dị ứng' : textOf(one.code), reactionsOf(one).join(', ')],
  }));
  const entries = standing.map(
    (one, index): AllergyDraft => ({
      kind: 'allergy',
      ids: ownId('AllergyIntolerance', one.id),
      concept: cdaConcept(one.code),
      isActive: true,
      isNone: isNone(one),
      reactions: reactionsOf(one),
      row: `du-${index}`,
      ...present({ start: one.onsetDateTime ?? one.recordedDate }),
    }),
  );
  return tableSection('48765-2', 'Dị ứng', ['Tác nhân', 'Biểu hiện'], rows, entries);
}
