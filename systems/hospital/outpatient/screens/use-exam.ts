import {
  type BarState,
  formatTime,
  isOutcomeError,
  type OutcomeError,
  type ResourceType,
  recordKey,
  useDraft,
  useRecord,
  useTexts,
} from '@lienmach/ui';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { Patient } from 'fhir/r4';
import { useMemo, useRef, useState } from 'react';
import { texts } from './texts.ts';
import { useExamSheet } from './use-exam-sheet.ts';
import { type ExamForm, examinationInput, formOf, type VisitRecord } from './visit-facts.ts';

type Draft = Partial<ExamForm>;
const nothing: Draft = {};
const changed: readonly ResourceType[] = [
  'Encounter',
  'Condition',
  'ClinicalImpression',
  'Observation',
  'Task',
  'QuestionnaireResponse',
];

export const refreshVisit = (cache: QueryClient): Promise<unknown> =>
  Promise.all(changed.map((type) => cache.invalidateQueries({ queryKey: recordKey(type) })));

/** what of the draft says something else than the record */
function openParts(draft: Draft, saved: ExamForm): (keyof ExamForm)[] {
  return (Object.keys(draft) as (keyof ExamForm)[]).filter(
    (name) => JSON.stringify(draft[name]) !== JSON.stringify(saved[name]),
  );
}

/** reasons by the field of the form they are about; what fits none stands under `''` */
export function errorsOf(refusal: OutcomeError | undefined): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { text, expression } of refusal?.issues ?? []) {
    const place = expression[0]?.replace(/^Parameters\./, '') ?? '';
    const name = /^(main|secondary)/.test(place) ? place : '';
    found[name] = found[name] === undefined ? text : `${found[name]} ${text}`;
  }
  return found;
}

/** The examination on the screen: what the record says with the draft over it, and how it is saved. */
export function useExam(encounter: string, record: VisitRecord, patient: Patient) {
  const t = useTexts(texts);
  const { operation } = useRecord();
  const cache = useQueryClient();
  const saved = useMemo(() => formOf(record), [record]);
  const [draft, setDraft] = useDraft<Draft>(`outpatient.exam.${encounter}`, nothing);
  const [refusal, setRefusal] = useState<OutcomeError>();
  const [isSaving, setSaving] = useState(false);
  const [savedAt, setSavedAt] = useState<string>();
  const form: ExamForm = { ...saved, ...draft };
  const sheet = useExamSheet(record, patient);
  const isDirty = openParts(draft, saved).length > 0 || (sheet?.isDirty ?? false);

  const running = useRef<Promise<boolean>>(undefined);
  const write = async (): Promise<boolean> => {
    setSaving(true);
    try {
      await operation('$record-examination', `Encounter/${encounter}`, examinationInput(form, sheet?.response()));
      await refreshVisit(cache);
      sheet?.forgetSaved();
      setDraft((now) =>
        Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== draft[name as keyof ExamForm])),
      );
      setRefusal(undefined);
      setSavedAt(new Date().toISOString());
      return true;
    } catch (thrown) {
      if (!isOutcomeError(thrown)) throw thrown;
      setRefusal(thrown);
      return false;
    } finally {
      running.current = undefined;
      setSaving(false);
    }
  };
  // leaving the panel and a key may both ask: one save at a time
  const save = (): Promise<boolean> => {
    if (running.current !== undefined) return running.current;
    if (!isDirty) return Promise.resolve(true);
    running.current = write();
    return running.current;
  };

  const state = ((): BarState | undefined => {
    if (isSaving) return { text: t.saving, tone: 'quiet' };
    if (refusal !== undefined) return { text: t.notSaved, tone: 'bad' };
    if (isDirty) return { text: t.unsaved, tone: 'warn' };
    return savedAt === undefined ? undefined : { text: t.saved(formatTime(savedAt)), tone: 'ok' };
  })();

  return {
    form,
    /** history and examination as a form; absent: plain texts */
    sheet,
    change: (change: Draft) => setDraft((before) => ({ ...before, ...change })),
    save,
    isDirty,
    refusal,
    errors: errorsOf(refusal),
    state,
  };
}

export type Exam = ReturnType<typeof useExam>;
