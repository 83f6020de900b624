import { codeSystems, present, toVnDay, toVnIso } from '@lienmach/core';
import { FhirError } from '@lienmach/outcome';
import type { Context, Operation } from '@lienmach/system-kit';
import type {
  ClinicalImpression,
  Condition,
  Encounter,
  OperationOutcome,
  Patient,
  QuestionnaireResponse,
} from 'fhir/r4';
import { errors } from '../errors.ts';
import { checkDiagnoses, type Diagnosis } from '../rules/check-diagnoses.ts';
import {
  type CodedDisease,
  type Examination,
  examinationRecord,
  isExamCharge,
  narrativeParts,
} from '../rules/examination-record.ts';
import { filledFormEntries } from '../rules/filled-form.ts';
import { formNarratives } from '../rules/form-narratives.ts';
import { findExaminationForm, takeForm } from './read-form.ts';
import { readOpenVisit } from './read-open-visit.ts';

interface DiseaseInput {
  readonly code: string;
  readonly text?: string;
}

export interface ExaminationInput {
  readonly history?: string;
  readonly pastHistory?: string;
  readonly examination?: string;
  readonly conclusion?: string;
  readonly treatment?: string;
  readonly arrivalDiagnosis?: string;
  readonly main?: DiseaseInput;
  readonly secondary?: readonly DiseaseInput[];
  /** the examination form; its parts become history, past history and examination where these are not given */
  readonly response?: QuestionnaireResponse;
}

export interface ExaminationRecorded {
  readonly encounter: Encounter;
  readonly note: ClinicalImpression;
  readonly condition: readonly Condition[];
  readonly response?: QuestionnaireResponse;
  readonly outcome?: OperationOutcome;
}

const text = (name: string) => ({ name, use: 'in' as const, min: 0, max: '1' as const, type: 'string' });
const disease = [
  { name: 'code', use: 'in' as const, min: 1, max: '1' as const, type: 'code' },
  { name: 'text', use: 'in' as const, min: 0, max: '1' as const, type: 'string' },
];

const filled = (value: string | undefined): string | undefined =>
  value === undefined || value.trim() === '' ? undefined : value.trim();

/** The diseases with their catalog entries of today, the main one first. @throws outpatient.mainRequired */
async function lookUp(ctx: Context, { main, secondary = [] }: ExaminationInput): Promise<(Diagnosis & DiseaseInput)[]> {
  if (main === undefined && secondary.length > 0) throw errors.mainRequired({ at: 'main' });
  const given = main === undefined ? [] : [main, ...secondary];
  return Promise.all(
    given.map(async ({ code, text: written }) => {
      const concept = await ctx.terminology.lookup({ system: codeSystems.icd10, code, date: toVnDay(ctx.now()) });
      return { code, ...present({ concept, text: filled(written) }) };
    }),
  );
}

const narrative = (input: ExaminationInput): Omit<Examination, 'diseases'> =>
  present({
    history: filled(input.history),
    pastHistory: filled(input.pastHistory),
    examination: filled(input.examination),
    conclusion: filled(input.conclusion),
    treatment: filled(input.treatment),
    arrivalDiagnosis: filled(input.arrivalDiagnosis),
  });

async function visitSoFar(ctx: Context, encounter: Encounter) {
  const here = `encounter=Encounter/${encounter.id}`;
  const [conditions, notes, observations, charges, tasks] = await Promise.all([
    ctx.store.search('Condition', here),
    ctx.store.search('ClinicalImpression', here),
    ctx.store.search(
      'Observation',
      `${here}&code=${codeSystems.loinc}|10164-2,${codeSystems.loinc}|11348-0,${codeSystems.loinc}|29545-1`,
    ),
    ctx.store.search('ChargeItem', `context=Encounter/${encounter.id}`),
    ctx.store.search('Task', `focus=Encounter/${encounter.id}&status=requested`),
  ]);
  return {
    encounter,
    conditions,
    observations,
    ...present({
      note: notes.find(({ code }) => code?.coding?.some((one) => one.system === codeSystems.clinicalNote)),
      charge: charges.find(isExamCharge),
      task: tasks.find(({ code }) => code?.coding?.some((one) => one.code === 'waiting-for-exam')),
    }),
    doctor: { reference: ctx.actor.reference, display: ctx.actor.display },
    now: toVnIso(ctx.now()),
  };
}

const diseaseOf = ({ code, concept, text: written }: Diagnosis & DiseaseInput): CodedDisease => ({
  code,
  display: concept?.display ?? code,
  ...present({ text: written }),
});

/** The form, its texts, and what of the three texts it says nothing about any more. @throws as takeForm */
async function takeExaminationForm(
  ctx: Context,
  visit: { readonly encounter: Encounter; readonly patient: Patient },
  response: QuestionnaireResponse | undefined,
) {
  if (response === undefined) return undefined;
  const known = await findExaminationForm(ctx, visit.encounter);
  const filled = await takeForm(ctx, visit, response, known);
  const said = formNarratives(filled.view);
  const cleared = narrativeParts.filter((part) => said[part] === undefined);
  return {
    said: { ...said, cleared },
    isEmpty: known === undefined && filled.view.items.length === 0,
    entries: filledFormEntries({ ...filled, status: 'in-progress', isExamination: true }),
  };
}

/** POST Encounter/{id}/$record-examination: what the doctor found and concluded; may be called again until the visit ends. */
export const recordExamination: Operation<ExaminationInput, ExaminationRecorded> = {
  definition: {
    code: 'record-examination',
    title: { vi: 'Ghi khám bệnh', en: 'Record examination' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: true,
    parameter: [
      ...['history', 'pastHistory', 'examination', 'conclusion', 'treatment', 'arrivalDiagnosis'].map(text),
      { name: 'main', use: 'in', min: 0, max: '1', part: disease },
      { name: 'secondary', use: 'in', min: 0, max: '*', part: disease },
      { name: 'response', use: 'in', min: 0, max: '1', type: 'QuestionnaireResponse' },
      { name: 'encounter', use: 'out', min: 1, max: '1', type: 'Encounter' },
      { name: 'note', use: 'out', min: 1, max: '1', type: 'ClinicalImpression' },
      { name: 'condition', use: 'out', min: 0, max: '*', type: 'Condition' },
      { name: 'response', use: 'out', min: 0, max: '1', type: 'QuestionnaireResponse' },
      { name: 'outcome', use: 'out', min: 0, max: '1', type: 'OperationOutcome' },
    ],
    allow: ['doctor'],
  },
  async run(ctx, id, input) {
    const { encounter, patient } = await readOpenVisit(ctx, id);
    const diseases = await lookUp(ctx, input);
    const form = await takeExaminationForm(ctx, { encounter, patient }, input.response);
    const said = { ...form?.said, ...narrative(input) };
    const isSilent = Object.keys(narrative(input)).length === 0 && (form === undefined || form.isEmpty);
    if (diseases.length === 0 && isSilent) throw errors.nothingRecorded({ at: 'Parameters' });
    const issues = checkDiagnoses(diseases, patient.gender, toVnDay(ctx.now()));
    const stops = issues.filter(({ severity }) => severity === 'error');
    if (stops.length > 0) throw new FhirError(stops);
    const exam: Examination = { ...said, diseases: diseases.map(diseaseOf) };
    const written = await ctx.store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [...examinationRecord(exam, await visitSoFar(ctx, encounter)), ...(form?.entries ?? [])],
    });
    const newEncounter = written.find((one) => one.resourceType === 'Encounter');
    const note = written.find((one) => one.resourceType === 'ClinicalImpression');
    if (!newEncounter || !note) throw new TypeError('the store answered a transaction without its resources');
    return {
      encounter: newEncounter,
      note,
      condition: written.filter((one) => one.resourceType === 'Condition'),
      ...present({ response: written.find((one) => one.resourceType === 'QuestionnaireResponse') }),
      ...(issues.length === 0 ? {} : { outcome: { resourceType: 'OperationOutcome', issue: issues } }),
    };
  },
};
