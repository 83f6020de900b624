import { useMemo } from 'react';
import { checkView } from '../check-view.ts';
import { evaluateForm, type FormView } from '../evaluate-form.ts';
import type { Answer, Form, FormWorld } from '../form.ts';
import { addRow, type FormState, removeRow, setAnswers } from '../form-state.ts';

/** A form being filled in: what fields read and write. */
export interface Filling {
  readonly view: FormView;
  readonly isDisabled: boolean;
  /** what is wrong at a place; what is missing only after somebody wanted to finish */
  readonly errorAt: (path: string) => string | undefined;
  /** places that are still missing or wrong, in order */
  readonly open: readonly string[];
  set(path: string, answers: readonly Answer[]): void;
  addRow(path: string): void;
  removeRow(path: string, index: number): void;
}

export interface FillingOptions {
  readonly form: Form;
  readonly state: FormState;
  readonly onChange: (next: FormState) => void;
  readonly world: FormWorld;
  /** somebody wanted to finish: say what is missing too */
  readonly isAsked?: boolean;
  readonly isDisabled?: boolean;
}

/** Everything a form shows, computed anew when an answer changes. The state is the caller's: a draft, usually. */
export function useFilling({
  form,
  state,
  onChange,
  world,
  isAsked = false,
  isDisabled = false,
}: FillingOptions): Filling {
  const view = useMemo(() => evaluateForm(form, state, world), [form, state, world]);
  const issues = useMemo(() => checkView(view), [view]);
  return useMemo(() => {
    const shown = issues.filter(({ isMissing }) => isAsked || !isMissing);
    const texts = new Map<string, string>();
    for (const { path, issue } of shown) if (!texts.has(path)) texts.set(path, issue.details?.text ?? '');
    return {
      view,
      isDisabled,
      errorAt: (path) => texts.get(path),
      open: issues.map(({ path }) => path),
      set: (path, answers) => onChange(setAnswers(state, path, answers)),
      addRow: (path) => onChange(addRow(state, path)),
      removeRow: (path, index) => onChange(removeRow(state, path, index)),
    };
  }, [view, issues, isAsked, isDisabled, state, onChange]);
}
