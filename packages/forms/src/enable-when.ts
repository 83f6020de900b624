import type { QuestionnaireItemEnableWhen } from 'fhir/r4';
import type { Answer } from './form.ts';
import { isObject, order } from './path/values.ts';
import { valueIn } from './sdc.ts';

const expectedOf = (when: QuestionnaireItemEnableWhen): unknown =>
  Object.entries(when).find(([key]) => /^answer[A-Z]/.test(key))?.[1];

const isSameOrOpen = (a: unknown, b: unknown): boolean => a === undefined || b === undefined || a === b;

/** Codings are the same by code, and by system when both name one; quantities by value and unit. */
export function isSameAnswer(a: unknown, b: unknown): boolean {
  if (!isObject(a) || !isObject(b)) return a === b;
  if ('reference' in a || 'reference' in b) return a.reference === b.reference;
  if ('value' in a || 'value' in b) return a.value === b.value && isSameOrOpen(a.code ?? a.unit, b.code ?? b.unit);
  return a.code === b.code && isSameOrOpen(a.system, b.system) && (a.code !== undefined || a.display === b.display);
}

const tests: Readonly<Record<string, (order: number) => boolean>> = {
  '>': (result) => result > 0,
  '<': (result) => result < 0,
  '>=': (result) => result >= 0,
  '<=': (result) => result <= 0,
};

/**
 * One condition against the answers of its question; a hidden question has none. `=` and the orders need one answer that
 * fits, `!=` needs that none is equal, which holds where nothing is answered.
 *
 * @source FHIR R4 4.0.1, questionnaire-enable-operator (from memory)
 */
export function isConditionMet(when: QuestionnaireItemEnableWhen, answers: readonly Answer[]): boolean {
  const expected = expectedOf(when);
  const values = answers.map(valueIn);
  if (when.operator === 'exists') return values.length > 0 === expected;
  if (when.operator === '=') return values.some((value) => isSameAnswer(value, expected));
  if (when.operator === '!=') return !values.some((value) => isSameAnswer(value, expected));
  const test = tests[when.operator];
  return values.some((value) => {
    const result = order(value, expected);
    return result !== undefined && test?.(result) === true;
  });
}
