import {
  addDays,
  codeSystems,
  dischargeDiagnoses,
  extensions,
  extensionValue,
  formatVnDate,
  icd10Of,
  identifierSystems,
  logicalCode,
  mainDiagnosis,
  toVnDay,
  vnDayOf,
} from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type {
  AllergyIntolerance,
  Coding,
  Condition,
  Encounter,
  MedicationRequest,
  Patient,
  Reference,
  RelatedPerson,
} from 'fhir/r4';
import { errors } from '../errors.ts';
import type { Allergy, RunningDrug } from '../rules/check-prescription.ts';
import type { PrescribedFor } from '../rules/day-limit.ts';
import { ingredientsOf } from '../rules/drug.ts';
import { isOver } from '../rules/is-over.ts';
import type { Ingredient } from '../rules/same-ingredient.ts';

/** What the record knows of a visit before its prescription is written. */
export interface VisitToPrescribeFor {
  readonly encounter: Encounter;
  readonly patient: Patient;
  readonly reasons: readonly Reference[];
  readonly diagnoses: readonly PrescribedFor[];
  readonly allergies: readonly Allergy[];
  /** active requests of the patient that carry a national code */
  readonly issued: readonly MedicationRequest[];
  readonly hasWeight: boolean;
  readonly adults: readonly RelatedPerson[];
  readonly department: string;
}

export const codeOf = (request: MedicationRequest): string | undefined =>
  request.groupIdentifier?.system === identifierSystems.nationalPrescription
    ? request.groupIdentifier.value
    : undefined;

/**
 * @param isDraft  nothing is written yet: the diagnosis may come later
 * @throws errors.visitClosed, errors.noMainDiagnosis
 */
export async function readVisit(ctx: Context, id: string, isDraft = false): Promise<VisitToPrescribeFor> {
  const encounter = await ctx.store.read('Encounter', id);
  if (['finished', 'cancelled', 'entered-in-error'].includes(encounter.status)) {
    throw errors.visitClosed({ at: 'Encounter.status', status: encounter.status });
  }
  const patient = await ctx.store.follow('Patient', encounter.subject);
  const ofPatient = `patient=Patient/${patient.id}`;
  const [conditions, allergies, requests, weights, adults] = await Promise.all([
    ctx.store.search('Condition', `encounter=Encounter/${id}`),
    ctx.store.search('AllergyIntolerance', ofPatient),
    ctx.store.search(
      'MedicationRequest',
      `${ofPatient}&status=active&authoredon=ge${addDays(toVnDay(ctx.now()), -90)}`,
    ),
    ctx.store.search('Observation', `encounter=Encounter/${id}&code=${codeSystems.loinc}|29463-7`),
    ctx.store.search('RelatedPerson', ofPatient),
  ]);
  if (!isDraft && mainDiagnosis(encounter, conditions) === undefined) {
    throw errors.noMainDiagnosis({ at: "Encounter.diagnosis.where(use.coding.code='DD' and rank=1)" });
  }
  const discharge = dischargeDiagnoses(encounter, conditions);
  const department = extensionValue(encounter, extensions.department, 'valueReference');
  return {
    encounter,
    patient,
    reasons: discharge.map((condition) => ({ reference: `Condition/${condition.id}` })),
    diagnoses: await Promise.all(discharge.map((condition) => prescribedFor(ctx, condition))),
    allergies: (await Promise.all(allergies.map((one) => readAllergy(ctx, one)))).flat(),
    issued: requests.filter((request) => codeOf(request) !== undefined),
    hasWeight: weights.some(({ status }) => status !== 'entered-in-error' && status !== 'cancelled'),
    adults,
    department: logicalCode(department, identifierSystems.department) ?? '',
  };
}

/**
 * Every name and code an allergy goes by: a substance may be coded twice, told in words, or be a product whose ingredients
 * are meant.
 */
async function readAllergy(ctx: Context, allergy: AllergyIntolerance): Promise<Allergy[]> {
  if (isOver(allergy)) return [];
  const isUncertain = allergy.criticality === 'low' || allergy.verificationStatus?.coding?.[0]?.code === 'unconfirmed';
  const concepts = [allergy.code, ...(allergy.reaction ?? []).map(({ substance }) => substance)];
  const named = concepts.flatMap((concept) => [
    ...(concept?.text === undefined ? [] : [{ name: concept.text }]),
    ...(concept?.coding ?? []).map(({ system, code, display = '' }) =>
      system === codeSystems.ingredient ? { code, name: display } : { name: display },
    ),
  ]);
  const products = concepts
    .flatMap((concept) => concept?.coding ?? [])
    .map((coding) => productIngredients(ctx, coding));
  return [...named, ...(await Promise.all(products)).flat()].map((one) => ({ ...one, isUncertain }));
}

async function productIngredients(ctx: Context, { system, code }: Coding): Promise<Ingredient[]> {
  if (system !== codeSystems.drugProduct || code === undefined) return [];
  const concept = await ctx.terminology.lookup({ system, code, date: toVnDay(ctx.now()) });
  return concept === undefined ? [] : [...ingredientsOf(concept)];
}

async function prescribedFor(ctx: Context, condition: Condition): Promise<PrescribedFor> {
  const code = icd10Of(condition) ?? '';
  const concept = await ctx.terminology.lookup({ system: codeSystems.icd10, code, date: toVnDay(ctx.now()) });
  return { code, allowsLong: concept?.properties.longPrescription === true };
}

/** Requests that last beyond today, without those being replaced. */
export function runningDrugs(
  requests: readonly MedicationRequest[],
  replaced: readonly string[],
  today: string,
): RunningDrug[] {
  return requests.flatMap((request): RunningDrug[] => {
    const code = codeOf(request);
    const days = request.dispenseRequest?.expectedSupplyDuration?.value;
    if (code === undefined || replaced.includes(code) || days === undefined || request.authoredOn === undefined)
      return [];
    const until = addDays(vnDayOf(request.authoredOn), days - 1);
    if (until < today) return [];
    const ingredients = (request.medicationCodeableConcept?.coding ?? [])
      .filter((coding) => coding.system === codeSystems.ingredient)
      .map((coding) => ({ code: coding.code, name: coding.display ?? '' }));
    return [{ ingredients, code, until: formatVnDate(until) }];
  });
}
