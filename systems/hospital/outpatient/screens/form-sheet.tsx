import { checkForm } from '@lienmach/forms';
import { FormPage, FormRead } from '@lienmach/forms/react';
import { formatTime, Note, type OutcomeError, Panel, showToast, useActions, useTexts } from '@lienmach/ui';
import { IconCircleCheck, IconDeviceFloppy, IconEye } from '@tabler/icons-react';
import type { Encounter, Patient, Questionnaire, QuestionnaireResponse } from 'fhir/r4';
import { useEffect, useRef, useState } from 'react';
import { texts } from './texts.ts';
import { useFormSheet } from './use-form-sheet.ts';

interface FormSheetProps {
  readonly questionnaire: Questionnaire;
  readonly response: QuestionnaireResponse | undefined;
  readonly encounter: Encounter;
  readonly patient: Patient;
  readonly isClosed: boolean;
}

const isConflict = (status: number | undefined): boolean => status === 409 || status === 412;

const focusIn = (box: HTMLElement | null, selector: string): void =>
  void setTimeout(() => box?.querySelector<HTMLElement>(selector)?.focus(), 60);

interface SheetActions {
  readonly sheet: ReturnType<typeof useFormSheet>;
  readonly response: QuestionnaireResponse | undefined;
  readonly isReading: boolean;
  readonly onTurn: () => void;
  readonly onFinish: () => void;
}

function useSheetActions({ sheet, response, isReading, onTurn, onFinish }: SheetActions, isClosed: boolean): void {
  const t = useTexts(texts);
  const { isDirty, saving, save } = sheet;
  const isDone = response?.status === 'completed';
  const later = {
    key: 'Ctrl+S',
    label: t.save,
    icon: IconDeviceFloppy,
    isDisabled: !isDirty || saving !== undefined,
    run: () => void save('in-progress'),
  };
  const finish = {
    key: 'Ctrl+E',
    label: t.formFinish,
    icon: IconCircleCheck,
    isPrimary: true,
    isDisabled: saving === 'completed' || (isDone && !isDirty),
    run: onFinish,
  };
  const turn = { key: 'Alt+X', label: isReading ? t.formEdit : t.formRead, icon: IconEye, run: onTurn };
  const saved = response && t.saved(formatTime(response.meta?.lastUpdated ?? response.authored));
  const state = saving
    ? { text: t.saving }
    : isDirty
      ? ({ text: t.unsaved, tone: 'warn' } as const)
      : saved === undefined
        ? undefined
        : ({ text: saved, tone: 'ok' } as const);
  useActions(isClosed ? [] : [turn, ...(isDone ? [] : [later]), finish], state);
}

/** Ctrl+E right after Ctrl+S is not lost: it waits for the save under way; a second one while it finishes does nothing. */
function useAfterSaving(isSaving: boolean, run: () => void): () => void {
  const [isWished, setWished] = useState(false);
  useEffect(() => {
    if (!isWished || isSaving) return;
    setWished(false);
    run();
  }, [isWished, isSaving, run]);
  return () => setWished(true);
}

function Refused({ refusal }: { readonly refusal: OutcomeError | undefined }) {
  const t = useTexts(texts);
  if (refusal === undefined) return null;
  if (!isConflict(refusal.status)) return <Note tone="bad" title={refusal.message} />;
  return (
    <Note tone="warn" title={t.conflictTitle}>
      {t.conflictHint}
    </Note>
  );
}

/** One form while it is filled in; completed ones are read, and can be amended by completing them again. */
function OpenSheet(props: FormSheetProps) {
  const t = useTexts(texts);
  const { questionnaire, response, isClosed } = props;
  const title = questionnaire.title ?? questionnaire.name ?? '';
  const sheet = useFormSheet(props);
  const [isReading, setReading] = useState(isClosed || response?.status === 'completed');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isReading) focusIn(box.current, ':is(input, select, textarea):not(:disabled)');
  }, [isReading]);
  const finish = async (): Promise<void> => {
    sheet.ask();
    if (sheet.filling.open.length > 0) {
      setReading(false);
      focusIn(box.current, '[aria-invalid=true]');
    } else if (await sheet.save('completed')) {
      showToast(t.formSaved(title));
      setReading(true);
    }
  };
  const onFinish = useAfterSaving(sheet.saving !== undefined, () => void finish());
  useSheetActions({ sheet, response, isReading, onTurn: () => setReading(!isReading), onFinish }, isClosed);
  return (
    <Panel title={title} hint={questionnaire.description}>
      <div ref={box}>
        <Refused refusal={sheet.refusal} />
        {isReading ? (
          <FormRead view={sheet.filling.view} label={title} />
        ) : (
          <FormPage filling={sheet.filling} label={title} />
        )}
      </div>
    </Panel>
  );
}

/** A form that this house cannot use says why, item by item, instead of showing half of itself. */
export function FormSheet(props: FormSheetProps) {
  const t = useTexts(texts);
  const issues = checkForm(props.questionnaire);
  if (issues.length === 0) return <OpenSheet {...props} />;
  return (
    <Panel title={props.questionnaire.title ?? ''}>
      <Note tone="bad" title={t.formUnusable}>
        {issues.map(({ details }) => details?.text).join(' ')}
      </Note>
    </Panel>
  );
}
