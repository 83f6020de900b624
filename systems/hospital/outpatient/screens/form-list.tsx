import './forms.css';
import { Empty, formatTime, StatusChip, useTexts } from '@lienmach/ui';
import type { Questionnaire, QuestionnaireResponse } from 'fhir/r4';
import type { KeyboardEvent } from 'react';
import { texts } from './texts.ts';

const urlOf = (canonical: string | undefined): string | undefined => canonical?.split('|')[0];

/** what was saved of a form in this visit; the examination form has its own place */
export const responseOf = (
  form: Questionnaire,
  responses: readonly QuestionnaireResponse[],
): QuestionnaireResponse | undefined =>
  responses.find(
    ({ questionnaire, identifier, status }) =>
      identifier === undefined && status !== 'entered-in-error' && urlOf(questionnaire) === form.url,
  );

interface FormListProps {
  readonly forms: readonly Questionnaire[];
  readonly responses: readonly QuestionnaireResponse[];
  readonly open: string | undefined;
  readonly onOpen: (form: Questionnaire) => void;
}

/** row to go to from this one */
function goal(key: string, at: number, last: number): number | undefined {
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }[key];
  return to === undefined ? undefined : Math.max(0, Math.min(last, to));
}

function onKey(event: KeyboardEvent<HTMLElement>): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.form-row')];
  const to = goal(
    event.key,
    rows.findIndex((row) => row.matches(':focus')),
    rows.length - 1,
  );
  if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  rows[to]?.focus();
}

/** Forms that may be filled in for this visit, and how far each is. Arrows move, Enter opens. */
export function FormList({ forms, responses, open, onOpen }: FormListProps) {
  const t = useTexts(texts);
  if (forms.length === 0) return <Empty title={t.noForms} />;
  return (
    <nav className="form-list" aria-label={t.formList} onKeyDown={onKey}>
      {forms.map((form) => {
        const response = responseOf(form, responses);
        const isDone = response?.status === 'completed';
        return (
          <button
            key={form.id}
            type="button"
            className="form-row"
            aria-current={form.id === open || undefined}
            onClick={() => onOpen(form)}
          >
            <span className="grow">{form.title ?? form.name}</span>
            {response && (
              <StatusChip tone={isDone ? 'ok' : 'warn'}>
                {isDone ? t.formDone(formatTime(response.authored)) : t.formBegun}
              </StatusChip>
            )}
          </button>
        );
      })}
    </nav>
  );
}
