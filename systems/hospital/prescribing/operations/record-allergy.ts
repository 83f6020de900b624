import { codeSystems, present, toVnDay, toVnIso } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { AllergyIntolerance, CodeableConcept } from 'fhir/r4';
import { errors } from '../errors.ts';

export interface AllergyInput {
  /** code of the ingredient list */
  readonly ingredient?: string;
  /** what the patient says, when the substance is in no list; prescribing can match it by name only */
  readonly text?: string;
  readonly reaction?: string;
  readonly criticality?: string;
}

const isCriticality = (code: string): code is NonNullable<AllergyIntolerance['criticality']> =>
  ['low', 'high', 'unable-to-assess'].includes(code);

/** POST Patient/{id}/$record-allergy: a substance the patient must not get. Told twice, kept once. */
export const recordAllergy: Operation<AllergyInput, AllergyIntolerance> = {
  definition: {
    code: 'record-allergy',
    title: { vi: 'Ghi dị ứng', en: 'Record an allergy' },
    resource: ['Patient'],
    level: 'instance',
    affectsState: true,
    allow: ['doctor', 'nurse'],
    parameter: [
      { name: 'ingredient', use: 'in', min: 0, max: '1', type: 'code' },
      { name: 'text', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'reaction', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'criticality', use: 'in', min: 0, max: '1', type: 'code' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'AllergyIntolerance' },
    ],
  },

  async run(ctx, id, input) {
    const patient = await ctx.store.read('Patient', id);
    const at = 'Parameters.parameter';
    const code = await substance(input, async (ingredient) => {
      const date = toVnDay(ctx.now());
      return ctx.terminology.lookup({ system: codeSystems.ingredient, code: ingredient, date });
    });
    const criticality = input.criticality ?? 'high';
    if (!isCriticality(criticality)) throw errors.badCriticality({ at: `${at}.where(name='criticality')` });
    const reference = `Patient/${patient.id}`;
    const known = await ctx.store.search('AllergyIntolerance', `patient=${reference}&clinical-status=active`);
    const same = known.find((one) => one.code?.text === code.text && one.criticality === criticality);
    if (same !== undefined) return same;
    return ctx.store.create<AllergyIntolerance>({
      resourceType: 'AllergyIntolerance',
      clinicalStatus: status('allergyintolerance-clinical', 'active'),
      verificationStatus: status('allergyintolerance-verification', 'confirmed'),
      type: 'allergy',
      category: ['medication'],
      criticality,
      code,
      patient: { reference },
      recordedDate: toVnIso(ctx.now()),
      recorder: ctx.actor,
      ...present({
        reaction: input.reaction === undefined ? undefined : [{ manifestation: [{ text: input.reaction }] }],
      }),
    });
  },
};

async function substance(
  { ingredient, text }: AllergyInput,
  lookup: (code: string) => Promise<{ display: string } | undefined>,
): Promise<CodeableConcept> {
  const name = text?.trim() ?? '';
  if (ingredient === undefined) {
    if (name === '') throw errors.noAllergen({ at: "Parameters.parameter.where(name='ingredient')" });
    return { text: name };
  }
  const concept = await lookup(ingredient);
  if (concept === undefined) {
    throw errors.unknownIngredient({ at: "Parameters.parameter.where(name='ingredient')", code: ingredient });
  }
  return {
    coding: [{ system: codeSystems.ingredient, code: ingredient, display: concept.display }],
    text: concept.display,
  };
}

const status = (list: string, code: string): CodeableConcept => ({
  coding: [{ system: `http://terminology.hl7.org/CodeSystem/${list}`, code }],
});
