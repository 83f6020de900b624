import {
  checkForm,
  compileForm,
  differenceOf,
  emptyState,
  evaluateForm,
  type Form,
  type FormState,
  type FormWorld,
  fromResponse,
  layOver,
  populate,
  toResponse,
} from '@lienmach/forms';
import { type Filling, useFilling } from '@lienmach/forms/react';
import { fhirNow, useDraft } from '@lienmach/ui';
import type { Patient, Questionnaire, QuestionnaireResponse } from 'fhir/r4';
import { useCallback, useMemo, useState } from 'react';
import { examFormsFor } from './exam-forms.ts';
import type { VisitRecord } from './visit-facts.ts';

interface SheetDraft {
  /** url of the form, when another than the first was chosen */
  readonly url?: string;
  readonly typed: FormState;
}
const nothing: SheetDraft = { typed: emptyState };

/** History and examination of this visit as a form of the house. */
export interface ExamSheet {
  readonly filling: Filling;
  readonly isDirty: boolean;
  readonly url: string;
  /** forms that fit this patient */
  readonly forms: readonly Questionnaire[];
  readonly choose: (url: string) => void;
  /** as `$record-examination` takes it, with the version that was seen */
  readonly response: () => QuestionnaireResponse;
  /** after saving: what was typed meanwhile stays */
  readonly forgetSaved: () => void;
}

const urlOf = (canonical: string | undefined): string | undefined => canonical?.split('|')[0];

/** The form to open: the one begun, the one chosen, the first that fits. A visit written as plain text stays plain text. */
function chosenForm({ forms, response, narratives }: VisitRecord, patient: Patient, url: string | undefined) {
  const isPlain = response === undefined && narratives.some(({ status }) => status !== 'entered-in-error');
  if (isPlain) return undefined;
  const wanted = url ?? urlOf(response?.questionnaire);
  const found = forms.find((one) => one.url === wanted && checkForm(one).length === 0);
  return found ?? examFormsFor(forms, patient)[0];
}

const stateOf = (form: Form, response: QuestionnaireResponse | undefined, world: FormWorld): FormState =>
  response !== undefined && urlOf(response.questionnaire) === form.questionnaire.url
    ? fromResponse(form, response)
    : populate(form, world);

const noForm: Questionnaire = { resourceType: 'Questionnaire', status: 'draft' };

/** What is typed over what the record says; `undefined` where the visit has no form. */
export function useExamSheet(record: VisitRecord, patient: Patient): ExamSheet | undefined {
  const { encounter, response } = record;
  const [draft, setDraft] = useDraft<SheetDraft>(`outpatient.exam-form.${encounter.id}`, nothing);
  const [now] = useState(() => fhirNow());
  const world = useMemo<FormWorld>(
    () => ({ now, context: { patient: [patient], encounter: [encounter] } }),
    [now, patient, encounter],
  );
  const chosen = chosenForm(record, patient, draft.url);
  const form = useMemo(() => compileForm(chosen ?? noForm), [chosen]);
  const saved = useMemo(() => stateOf(form, response, world), [form, response, world]);
  const state = useMemo(() => layOver(saved, draft.typed), [saved, draft.typed]);
  const onChange = useCallback(
    (next: FormState) => setDraft((before) => ({ ...before, typed: differenceOf(saved, next) })),
    [saved, setDraft],
  );
  const filling = useFilling({ form, state, onChange, world });
  const savedItems = useMemo(() => JSON.stringify(evaluateForm(form, saved, world).items), [form, saved, world]);
  if (chosen === undefined) return undefined;
  return {
    filling,
    isDirty: JSON.stringify(filling.view.items) !== savedItems,
    url: chosen.url ?? '',
    forms: examFormsFor(record.forms, patient),
    choose: (url) => setDraft((before) => ({ ...before, url })),
    response: () => ({
      ...toResponse(filling.view, { status: 'in-progress' }),
      ...(response?.id === undefined ? {} : { id: response.id }),
      ...(response?.meta === undefined ? {} : { meta: response.meta }),
    }),
    forgetSaved: () => setDraft((later) => ({ ...later, typed: differenceOf(draft.typed, later.typed) })),
  };
}
