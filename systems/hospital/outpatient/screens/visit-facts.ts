import { codeSystems, dischargeDiagnoses, extensions, extensionValue, icd10Of } from '@lienmach/core';
import type {
  ClinicalImpression,
  Condition,
  Encounter,
  Observation,
  Questionnaire,
  QuestionnaireResponse,
  Reference,
} from 'fhir/r4';

/** One disease on the screen. */
export interface Disease {
  readonly code: string;
  readonly display: string;
}

/** What the doctor writes; the first disease is the main one. */
export interface ExamForm {
  readonly history: string;
  readonly pastHistory: string;
  readonly examination: string;
  readonly conclusion: string;
  readonly treatment: string;
  readonly diseases: readonly Disease[];
}

export const narrativeCodes = { history: '10164-2', pastHistory: '11348-0', examination: '29545-1' } as const;

export const idOf = (reference: Reference | undefined): string | undefined => reference?.reference?.split('/')[1];

export const loincOf = (code: Observation['code'] | undefined): string | undefined =>
  code?.coding?.find(({ system }) => system === codeSystems.loinc)?.code;

export interface VisitRecord {
  readonly encounter: Encounter;
  readonly conditions: readonly Condition[];
  readonly notes: readonly ClinicalImpression[];
  readonly narratives: readonly Observation[];
  /** active forms of the house */
  readonly forms: readonly Questionnaire[];
  /** the examination form of this visit, when one was begun */
  readonly response: QuestionnaireResponse | undefined;
}

/** The record of the visit as the form shows it. */
export function formOf({ encounter, conditions, notes, narratives }: VisitRecord): ExamForm {
  const said = (loinc: string): string =>
    narratives.find((one) => one.status !== 'entered-in-error' && loincOf(one.code) === loinc)?.valueString ?? '';
  const note = notes.find((one) => one.finding !== undefined);
  const diseases = dischargeDiagnoses(encounter, conditions).flatMap((condition) => {
    const code = icd10Of(condition);
    if (code === undefined) return [];
    const display = condition.code?.coding?.find((one) => one.code === code)?.display;
    return [{ code, display: display ?? condition.code?.text ?? '' }];
  });
  return {
    history: said(narrativeCodes.history),
    pastHistory: said(narrativeCodes.pastHistory),
    examination: said(narrativeCodes.examination),
    conclusion: note?.finding?.[0]?.itemCodeableConcept?.text ?? '',
    treatment: extensionValue(encounter, extensions.treatment, 'valueString') ?? '',
    diseases,
  };
}

/** The input of `$record-examination`: what is empty is not sent, and stays as it is in the record; a filled form brings its own texts. */
export function examinationInput(form: ExamForm, response: QuestionnaireResponse | undefined): Record<string, unknown> {
  const text = (value: string): string | undefined => (value.trim() === '' ? undefined : value.trim());
  const [main, ...secondary] = form.diseases.map(({ code, display }) => ({
    code: { valueCode: code },
    text: display,
  }));
  return {
    ...(response === undefined
      ? {
          history: text(form.history),
          pastHistory: text(form.pastHistory),
          examination: text(form.examination),
        }
      : { response }),
    conclusion: text(form.conclusion),
    treatment: text(form.treatment),
    main,
    secondary,
  };
}
