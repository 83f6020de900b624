import type { SectionDraft } from '@lienmach/cda';
import { extensionCoding, extensions, extensionValue, formatVnTime, parseInstant } from '@lienmach/core';
import { narrativeLines } from '@lienmach/papers';
import type { Composition } from 'fhir/r4';
import type { DocumentKind } from '../rules/document-kinds.ts';
import { allergySection, diagnosisSection, medicineSection, vitalSection, wordSection } from './fact-sections.ts';
import { resultSection } from './result-entries.ts';
import type { VisitRecord } from './visit-record.ts';

const timed = (dateTime: string | undefined, text: string): string =>
  dateTime === undefined ? text : `${formatVnTime(parseInstant(dateTime))}: ${text}`;

const courseLines = ({ notes }: VisitRecord): string[] =>
  notes.flatMap(({ effectiveDateTime, description, summary }) =>
    [description, summary].flatMap((text) =>
      text === undefined || text === '' ? [] : [timed(effectiveDateTime, text)],
    ),
  );

const reasonLines = ({ encounter }: VisitRecord): string[] =>
  (encounter.reasonCode ?? []).flatMap(({ text, coding }) => text ?? coding?.[0]?.display ?? []);

/** How it ended: findings, outcome, way of leaving. */
function endLines({ encounter, notes }: VisitRecord): string[] {
  const outcome = extensionCoding(encounter, extensions.treatmentOutcome);
  const leaving = encounter.hospitalization?.dischargeDisposition;
  const findings = notes.flatMap(({ finding = [] }) =>
    finding.flatMap(({ itemCodeableConcept }) => itemCodeableConcept?.text ?? []),
  );
  return [
    ...findings,
    ...(outcome === undefined ? [] : [`Kết quả điều trị: ${outcome.display ?? outcome.code ?? ''}`]),
    ...(leaving === undefined
      ? []
      : [`Hình thức kết thúc: ${leaving.text ?? leaving.coding?.[0]?.display ?? leaving.coding?.[0]?.code ?? ''}`]),
  ];
}

/** Treatment as written, before the list of medicines. */
const treatmentLines = ({ encounter }: VisitRecord): string[] => {
  const treatment = extensionValue(encounter, extensions.treatment, 'valueString');
  return treatment === undefined ? [] : [treatment];
};

/** The order of the national summary: reason, course, vital signs, diagnoses, results, treatment, conclusion. */
const summarySections = (record: VisitRecord, isDischarge: boolean): SectionDraft[] => [
  wordSection('29299-5', 'Lý do đến khám', reasonLines(record)),
  wordSection(isDischarge ? '8648-8' : '10164-2', 'Quá trình bệnh lý và diễn biến lâm sàng', courseLines(record)),
  vitalSection(record),
  diagnosisSection(record, isDischarge ? '11535-2' : '11450-4'),
  resultSection(record.reports, record.observations),
  allergySection(record),
  wordSection('18776-5', 'Phương pháp điều trị', treatmentLines(record)),
  medicineSection(record, isDischarge ? '10183-2' : '10160-0'),
  wordSection('51848-0', 'Kết luận', endLines(record)),
];

const referralCodes: Readonly<Record<string, string>> = {
  signs: '29545-1',
  course: '10164-2',
  condition: '10210-3',
  plan: '18776-5',
};

const codeOfPart = ({ code }: NonNullable<Composition['section']>[number]): string => code?.coding?.[0]?.code ?? '';

/** The referral as its paper says it; where it goes and why stands first. */
function referralSections(record: VisitRecord, referral: Composition): SectionDraft[] {
  const parts = referral.section ?? [];
  const why = parts.filter((part) => referralCodes[codeOfPart(part)] === undefined && codeOfPart(part) !== 'diagnosis');
  const lines = why.map((part) => `${part.title ?? ''}: ${narrativeLines(part.text).join(' ')}`);
  return [
    wordSection('42349-1', 'Lý do và nơi chuyển đến', lines),
    ...parts.flatMap((part) => {
      const loinc = referralCodes[codeOfPart(part)];
      return loinc === undefined ? [] : [wordSection(loinc, part.title ?? '', narrativeLines(part.text))];
    }),
    diagnosisSection(record, '11450-4'),
    vitalSection(record),
    resultSection(record.reports, record.observations),
    allergySection(record),
    medicineSection(record, '10160-0'),
  ];
}

/**
 * What a document of this kind says, in its order.
 *
 * @source TT 25/2025/TT-BYT, annex II, form 03: parts of a summary (secondary); TT 01/2025/TT-BYT: parts of a referral (from
 *   memory); LOINC codes of sections, C-CDA R2.1 (from memory)
 */
export function sectionsOf(kind: DocumentKind, record: VisitRecord): SectionDraft[] {
  if (kind === 'laboratory-report') return [resultSection(record.reports, record.observations)];
  if (kind === 'referral' && record.referral !== undefined) return referralSections(record, record.referral);
  return summarySections(record, kind === 'discharge-summary');
}
