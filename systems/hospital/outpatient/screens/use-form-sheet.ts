import {
  compileForm,
  differenceOf,
  emptyState,
  evaluateForm,
  type FormState,
  type FormWorld,
  fromResponse,
  layOver,
  populate,
  toResponse,
} from '@lienmach/forms';
import { type Filling, useFilling } from '@lienmach/forms/react';
import { fhirNow, isOutcomeError, type OutcomeError, recordKey, useDraft, useRecord } from '@lienmach/ui';
import { useQueryClient } from '@tanstack/react-query';
import type { Encounter, Patient, Questionnaire, QuestionnaireResponse } from 'fhir/r4';
import { useCallback, useMemo, useRef, useState } from 'react';

interface SheetOptions {
  readonly questionnaire: Questionnaire;
  /** what was saved of it in this visit */
  readonly response: QuestionnaireResponse | undefined;
  readonly encounter: Encounter;
  readonly patient: Patient;
  readonly isClosed: boolean;
}

type SaveAs = 'in-progress' | 'completed';
type Saved = QuestionnaireResponse | undefined;

/** the screen hears of a save a moment after the save itself does */
const newerOf = (one: Saved, other: Saved): Saved =>
  (one?.meta?.lastUpdated ?? '') > (other?.meta?.lastUpdated ?? '') ? one : other;

/** One form of one visit: typed over what is saved, kept as a draft, saved by `$record-form`. */
export function useFormSheet({ questionnaire, response, encounter, patient, isClosed }: SheetOptions) {
  const { operation } = useRecord();
  const cache = useQueryClient();
  const [typed, setTyped] = useDraft<FormState>(`outpatient.form.${encounter.id}.${questionnaire.id}`, emptyState);
  const [now] = useState(() => fhirNow());
  const [isAsked, setAsked] = useState(false);
  const [saving, setSaving] = useState<SaveAs>();
  const [refusal, setRefusal] = useState<OutcomeError>();
  const ownSave = useRef<QuestionnaireResponse>(undefined);
  const world = useMemo<FormWorld>(
    () => ({ now, context: { patient: [patient], encounter: [encounter] } }),
    [now, patient, encounter],
  );
  const form = useMemo(() => compileForm(questionnaire), [questionnaire]);
  const saved = useMemo(
    () => (response === undefined ? populate(form, world) : fromResponse(form, response)),
    [form, response, world],
  );
  const state = useMemo(() => layOver(saved, typed), [saved, typed]);
  const onChange = useCallback((next: FormState) => setTyped(differenceOf(saved, next)), [saved, setTyped]);
  const filling: Filling = useFilling({ form, state, onChange, world, isAsked, isDisabled: isClosed });
  const isDirty = JSON.stringify(filling.view.items) !== JSON.stringify(evaluateForm(form, saved, world).items);

  const save = async (status: SaveAs): Promise<boolean> => {
    setSaving(status);
    const { id, meta } = newerOf(ownSave.current, response) ?? {};
    try {
      ownSave.current = await operation<QuestionnaireResponse>('$record-form', `Encounter/${encounter.id}`, {
        response: { ...toResponse(filling.view, { status }), ...(id && { id }), ...(meta && { meta }) },
      });
      await Promise.all(
        (['QuestionnaireResponse', 'Observation'] as const).map((type) =>
          cache.invalidateQueries({ queryKey: recordKey(type) }),
        ),
      );
      setTyped((later) => differenceOf(typed, later));
      setRefusal(undefined);
      setAsked(false);
      return true;
    } catch (thrown) {
      if (!isOutcomeError(thrown)) throw thrown;
      setRefusal(thrown);
      if (thrown.status === 412) await cache.invalidateQueries({ queryKey: recordKey('QuestionnaireResponse') });
      return false;
    } finally {
      setSaving(undefined);
    }
  };
  return { filling, isDirty, saving, refusal, save, ask: () => setAsked(true) };
}
