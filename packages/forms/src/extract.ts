import type { FhirResource, Questionnaire, QuestionnaireResponse, Reference } from 'fhir/r4';
import { compileForm } from './compile-form.ts';
import { evaluateForm, type FormView } from './evaluate-form.ts';
import { extractDefinitions } from './extract-definitions.ts';
import { extractObservations } from './extract-observations.ts';
import { fromResponse } from './response.ts';

/** What every extracted resource is about. */
export interface ExtractHead {
  readonly subject?: Reference | undefined;
  readonly encounter?: Reference | undefined;
  readonly author?: Reference | undefined;
  /** FHIR dateTime */
  readonly authored?: string | undefined;
  /** the response it comes from */
  readonly response?: Reference | undefined;
}

/** Resources that the form as it stands says: Observations, then what definitions name. */
export const extractView = (view: FormView, head: ExtractHead): FhirResource[] => [
  ...extractObservations(view, head),
  ...extractDefinitions(view, head),
];

/** Resources from a stored response. Pure: nothing is looked up, ids are given by whoever writes. @throws FhirError when the form cannot be used */
export function extract(questionnaire: Questionnaire, response: QuestionnaireResponse): FhirResource[] {
  const form = compileForm(questionnaire);
  const { subject, encounter, author, authored, id } = response;
  const view = evaluateForm(form, fromResponse(form, response), {
    now: authored ?? '1970-01-01T00:00:00+07:00',
    context: {},
  });
  const reference = id === undefined ? undefined : { reference: `QuestionnaireResponse/${id}` };
  return extractView(view, { subject, encounter, author, authored, response: reference });
}
