import { codeSystems, identifierSystems, toVnIso } from '@lienmach/core';
import { acceptResponse, compileForm, type FormWorld } from '@lienmach/forms';
import type { Context } from '@lienmach/system-kit';
import type { Encounter, Patient, QuestionnaireResponse } from 'fhir/r4';
import { errors } from '../errors.ts';
import type { FilledForm } from '../rules/filled-form.ts';

interface VisitOfForm {
  readonly encounter: Encounter;
  readonly patient: Patient;
}

/** What expressions of a form may look at. */
export const formWorld = (ctx: Context, { encounter, patient }: VisitOfForm): FormWorld => ({
  now: toVnIso(ctx.now()),
  context: { patient: [patient], encounter: [encounter] },
});

/** The examination form of a visit, when there is one. */
export const findExaminationForm = (ctx: Context, encounter: Encounter): Promise<QuestionnaireResponse | undefined> =>
  ctx.store.find('QuestionnaireResponse', `identifier=${identifierSystems.examinationForm}|${encounter.id}`);

/** The form that a response names, as the record has it now. @throws outpatient.formUnknown, forms.* */
export async function readForm(ctx: Context, canonical: string | undefined) {
  const url = canonical?.split('|')[0] ?? '';
  const found = url === '' ? undefined : await ctx.store.find('Questionnaire', `url=${encodeURIComponent(url)}`);
  if (found === undefined || found.status === 'retired')
    throw errors.formUnknown({ at: 'response.questionnaire', detail: url });
  return compileForm(found);
}

/** What the author saw must be what stands there: somebody else's answers are not written over unseen. @throws outpatient.formChanged */
function seen(
  given: QuestionnaireResponse,
  known: QuestionnaireResponse | undefined,
): QuestionnaireResponse | undefined {
  if (known?.id !== given.id) throw errors.formChanged({ at: 'response', detail: known?.id });
  return known === undefined ? undefined : { ...known, ...(given.meta ? { meta: given.meta } : {}) };
}

/**
 * A response that came in, checked against its form and its visit, ready to be written.
 *
 * @throws outpatient.formUnknown, outpatient.formChanged, forms.*
 */
export async function takeForm(
  ctx: Context,
  visit: VisitOfForm,
  response: QuestionnaireResponse,
  known: QuestionnaireResponse | undefined,
): Promise<Omit<FilledForm, 'isExamination'>> {
  const form = await readForm(ctx, response.questionnaire);
  const status = response.status === 'completed' ? 'completed' : 'in-progress';
  const view = acceptResponse(form, { ...response, status }, formWorld(ctx, visit));
  const before = seen(response, known);
  const observations =
    before === undefined
      ? []
      : await ctx.store.search(
          'Observation',
          `derived-from=QuestionnaireResponse/${before.id}&category=${codeSystems.observationCategory}|exam`,
        );
  return {
    view,
    status,
    observations,
    encounter: visit.encounter,
    author: { reference: ctx.actor.reference, display: ctx.actor.display },
    now: toVnIso(ctx.now()),
    ...(before === undefined ? {} : { known: before }),
  };
}
