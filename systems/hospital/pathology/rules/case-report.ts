import { codeSystems } from '@lienmach/core';
import type { CodeableConcept, Coding, DiagnosticReport, Observation, Reference } from 'fhir/r4';
import { diagnosisOf } from '../catalogs/diagnoses.ts';
import type { CaseSheet, Stage } from './case-sheet.ts';
import { adequacyText, categoryText, conclusionOf } from './report-words.ts';

export interface ReportGround {
  readonly report: DiagnosticReport;
  readonly sheet: CaseSheet;
  readonly stage: Stage;
  readonly issued: string;
  readonly performer: Reference;
  /** answers of the synoptic form: question and answer as they are read */
  readonly synoptic: readonly { readonly label: string; readonly value: string }[];
}

const SECTION = 'http://terminology.hl7.org/CodeSystem/v2-0074';
const loinc = (code: string): Coding => ({ system: codeSystems.loinc, code });
const part = (code: string, text: string, ...more: readonly Coding[]): CodeableConcept => ({
  coding: [...more, { system: codeSystems.pathology, code }],
  text,
});

const statusOf: Readonly<Record<Stage, Observation['status']>> = {
  frozen: 'preliminary',
  provisional: 'preliminary',
  final: 'final',
  addendum: 'final',
  amended: 'final',
};

function frame(ground: ReportGround, id: string, code: CodeableConcept): Observation {
  const { report, stage, issued, performer, sheet } = ground;
  return {
    resourceType: 'Observation',
    id: `${report.id}-${id}`,
    status: statusOf[stage],
    category: [
      { coding: [{ system: codeSystems.observationCategory, code: 'laboratory' }] },
      { coding: [{ system: SECTION, code: sheet.kind === 'cytology' ? 'CP' : 'SP' }] },
    ],
    code,
    ...(report.subject === undefined ? {} : { subject: report.subject }),
    ...(report.encounter === undefined ? {} : { encounter: report.encounter }),
    ...(report.basedOn === undefined ? {} : { basedOn: report.basedOn }),
    ...(report.specimen?.[0] === undefined ? {} : { specimen: report.specimen[0] }),
    ...(report.effectiveDateTime === undefined ? {} : { effectiveDateTime: report.effectiveDateTime }),
    issued,
    performer: [performer],
  };
}

const codings = (codes: readonly string[]): Coding[] =>
  codes.flatMap((code): Coding[] => {
    const found = diagnosisOf(code);
    const own = { system: codeSystems.pathologyDiagnosis, code, display: found?.name ?? code };
    return found?.morphology === undefined
      ? [own]
      : [{ system: codeSystems.icdO3, code: found.morphology, display: found.name }, own];
  });

/** what was told before stays beside what is told now */
const earlierNotes = ({ sheet: { releases } }: ReportGround): Pick<Observation, 'note'> => {
  const told = releases.filter(({ stage }) => stage === 'final' || stage === 'amended');
  return told.length === 0
    ? {}
    : { note: told.map(({ at, text }) => ({ time: at, text: `Kết quả đã trả trước đó: ${text}` })) };
};

function diagnosisOfReport(ground: ReportGround): Observation {
  const { sheet } = ground;
  return {
    ...frame(ground, 'diagnosis', part('diagnosis', 'Chẩn đoán', loinc('22637-3'))),
    valueCodeableConcept: {
      ...(sheet.codes.length === 0 ? {} : { coding: codings(sheet.codes) }),
      text: conclusionOf(sheet),
    },
    ...(ground.stage === 'amended' ? earlierNotes(ground) : {}),
  };
}

function cytologyOf(ground: ReportGround): Observation[] {
  const found = categoryText(ground.sheet);
  const adequacy = adequacyText(ground.sheet.adequacy);
  if (found === undefined && adequacy === undefined) return [];
  return [
    {
      ...frame(ground, 'category', part('category', 'Phân loại tế bào học')),
      ...(found === undefined
        ? {}
        : {
            valueCodeableConcept: {
              coding: [{ system: codeSystems.cytologyCategory, code: found.code, display: found.text }],
              text: found.text,
            },
            method: { text: found.edition },
          }),
      ...(adequacy === undefined
        ? {}
        : { component: [{ code: part('adequacy', 'Chất lượng phiến đồ'), valueString: adequacy }] }),
    },
  ];
}

const words = (ground: ReportGround, id: string, code: CodeableConcept, text: string): Observation[] =>
  text === '' ? [] : [{ ...frame(ground, id, code), valueString: text }];

function synopticOf(ground: ReportGround): Observation[] {
  if (ground.synoptic.length === 0) return [];
  return [
    {
      ...frame(ground, 'synoptic', part('synoptic', 'Tóm tắt theo biểu mẫu')),
      component: ground.synoptic.map(({ label, value }) => ({ code: { text: label }, valueString: value })),
    },
  ];
}

/**
 * What is told of a case: the answer of the frozen section alone, else gross, microscopy, category, diagnosis and synopsis.
 *
 * @source HL7 FHIR R4 4.0.1, DiagnosticReport, Observation (verified); LOINC 22634-0, 22635-7, 22637-3 (from memory)
 */
export function caseObservations(ground: ReportGround): Observation[] {
  const { sheet, stage } = ground;
  const frozen = words(ground, 'frozen', part('frozen', 'Sinh thiết tức thì'), sheet.frozen);
  if (stage === 'frozen') return frozen;
  return [
    ...frozen,
    ...words(ground, 'gross', part('gross', 'Đại thể', loinc('22634-0')), sheet.gross),
    ...words(ground, 'microscopy', part('microscopy', 'Vi thể', loinc('22635-7')), sheet.microscopy),
    ...cytologyOf(ground),
    diagnosisOfReport(ground),
    ...synopticOf(ground),
  ];
}

/** An addendum stands beside the report, it changes nothing in it. @source none: as `caseObservations` */
export const addendumObservation = (ground: ReportGround, number: number, text: string): Observation => ({
  ...frame(ground, `addendum-${number}`, part('addendum', 'Bổ sung')),
  valueString: text,
});

const reportStatus: Readonly<Record<Stage, DiagnosticReport['status']>> = {
  frozen: 'preliminary',
  provisional: 'preliminary',
  final: 'final',
  addendum: 'appended',
  amended: 'amended',
};

/** The report as it is told. @source HL7 FHIR R4 4.0.1, DiagnosticReport.status (verified) */
export function toldReport(ground: ReportGround, results: readonly Observation[]): DiagnosticReport {
  const { report, sheet, stage, issued, performer } = ground;
  const told = {
    ...report,
    status: reportStatus[stage],
    issued,
    performer: report.performer ?? [performer],
    resultsInterpreter: [
      performer,
      ...(sheet.secondReading?.agrees === true && stage !== 'frozen' ? [sheet.secondReading.by] : []),
    ],
    result: results.map(({ id }) => ({ reference: `Observation/${id}` })),
  };
  if (stage === 'addendum') return told;
  if (stage === 'frozen') return { ...told, conclusion: sheet.frozen };
  const coded = codings(sheet.codes);
  return {
    ...told,
    conclusion: conclusionOf(sheet),
    ...(coded.length === 0 ? {} : { conclusionCode: [{ coding: coded }] }),
  };
}
