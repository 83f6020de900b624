import type { Json, Run } from './run.ts';
import { checkShape, type PropertyCheck, type Shape } from './shape.ts';

export type ValueCheck = (value: unknown, run: Run) => void;

/** `birthDate` and `_birthDate`: a value, extensions, or both. */
export function singlePrimitive(name: string, checkValue: ValueCheck, element: Shape): [PropertyCheck, PropertyCheck] {
  const check: PropertyCheck = (value, run) => {
    if (value === null) return run.report('nullValue');
    if (Array.isArray(value)) return run.report('notSingle');
    checkValue(value, run);
  };
  const sibling: PropertyCheck = (value, run, parent) => {
    if (checkShape(value, element, run) && parent[name] === undefined && value.extension === undefined)
      run.report('empty');
  };
  return [check, sibling];
}

/** `given` and `_given`: two arrays side by side, null where one of them has nothing to say. */
export function repeatedPrimitive(
  name: string,
  checkValue: ValueCheck,
  element: Shape,
): [PropertyCheck, PropertyCheck] {
  const check: PropertyCheck = (value, run, parent) =>
    eachOrNull(value, parent[`_${name}`], run, (item) => checkValue(item, run));
  const sibling: PropertyCheck = (value, run, parent) => {
    eachOrNull(value, parent[name], run, (item) => checkShape(item, element, run));
    if (Array.isArray(value) && isLongerThan(value, parent, name)) run.report('misaligned');
  };
  return [check, sibling];
}

const isLongerThan = (siblings: readonly unknown[], parent: Json, name: string): boolean => {
  const values = parent[name];
  return Array.isArray(values) && values.length !== siblings.length;
};

function eachOrNull(value: unknown, other: unknown, run: Run, check: (item: unknown) => void) {
  if (!Array.isArray(value)) return run.report('notArray');
  if (value.length === 0) return run.report('empty');
  const others: readonly unknown[] = Array.isArray(other) ? other : [];
  for (let index = 0; index < value.length; index += 1) {
    const item: unknown = value[index];
    run.path.push(index);
    if (item !== null) check(item);
    else if (others[index] === undefined || others[index] === null) run.report('nullValue');
    run.path.pop();
  }
}
