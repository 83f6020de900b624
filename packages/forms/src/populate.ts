import { answersFrom } from './answers-from.ts';
import { evaluateOnce } from './evaluate-form.ts';
import type { Answer, Form, FormItem, FormWorld } from './form.ts';
import { emptyState, type FormState, pathOf, rowOf } from './form-state.ts';

function initialOf(form: Form, item: FormItem, world: FormWorld): readonly Answer[] {
  if (item.initialBy !== undefined) {
    const answers = answersFrom(evaluateOnce(form, item.initialBy, item.linkId, world), item);
    if (answers.length > 0) return answers;
  }
  return item.isRepeating ? item.initial : item.initial.slice(0, 1);
}

/**
 * The form before anybody typed: its initial values, and what `initialExpression` finds in the launch context
 * (`%patient`, `%encounter`, …).
 *
 * @source HL7 Structured Data Capture 3.0.0, expression-based population (from memory)
 */
export function populate(form: Form, world: FormWorld): FormState {
  const answers: Record<string, readonly Answer[]> = {};
  const walk = (items: readonly FormItem[], row: string): void => {
    for (const item of items) {
      const path = pathOf(row, item.linkId);
      const initial = item.type === 'group' || item.type === 'display' ? [] : initialOf(form, item, world);
      if (initial.length > 0) answers[path] = initial;
      if (item.type === 'group' || initial.length > 0) walk(item.items, rowOf(path, 0));
    }
  };
  walk(form.items, '');
  return { ...emptyState, answers };
}
