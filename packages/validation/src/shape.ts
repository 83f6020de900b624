import type { Invariant } from './invariants.ts';
import { isObject, type Json, type Run } from './run.ts';

/** Looks at one property; `parent` is there because a primitive and its `_` sibling belong together. */
export type PropertyCheck = (value: unknown, run: Run, parent: Json) => void;

export interface Property {
  readonly check: PropertyCheck;
  /** `value` for `valueQuantity` and `_valueString` */
  readonly choice?: { readonly name: string; readonly as: string };
}

/** One object type, or one nested element, ready to be checked; filled while it is compiled because types refer to themselves. */
export interface Shape {
  readonly properties: Map<string, Property>;
  readonly required: { readonly name: string; readonly anyOf: readonly string[] }[];
  readonly invariants: readonly Invariant[];
}

export function checkShape(value: unknown, shape: Shape, run: Run): value is Json {
  if (!isObject(value)) {
    if (Array.isArray(value)) run.report('notSingle');
    else run.report(value === null ? 'nullValue' : 'notObject');
    return false;
  }
  if (!run.enter()) return false;
  if (checkProperties(value, shape, run) === 0) run.report('empty');
  if (shape.required.length > 0) checkRequired(value, shape, run);
  if (shape.invariants.length > 0) checkInvariants(value, shape, run);
  run.leave();
  return true;
}

function checkRequired(value: Json, { required }: Shape, run: Run): void {
  for (const { name, anyOf } of required)
    if (!anyOf.some((one) => value[one] !== undefined)) run.report('missing', { name }, name);
}

function checkInvariants(value: Json, { invariants }: Shape, run: Run): void {
  for (const { key, vi, en, holds } of invariants) if (!holds(value)) run.report('invariant', { key, vi, en });
}

/** @returns how many properties there were, so that nothing counts as empty */
function checkProperties(value: Json, shape: Shape, run: Run): number {
  let count = 0;
  let chosen: Map<string, string> | undefined;
  // two lists side by side: `value[key]` inside a loop over names makes V8 compile this again and again
  const [names, items] = [Object.keys(value), Object.values(value)];
  for (let place = 0; place < names.length; place += 1) {
    const key = names[place] ?? '';
    const item = items[place];
    if (item === undefined) continue;
    count += 1;
    const property = shape.properties.get(key);
    if (!property) {
      run.report('unknownProperty', { name: key.slice(0, 64) }, key);
      continue;
    }
    if (property.choice) {
      chosen ??= new Map();
      checkChoice(property.choice, chosen, run);
    }
    run.path.push(key);
    property.check(item, run, value);
    run.path.pop();
  }
  return count;
}

function checkChoice({ name, as }: { name: string; as: string }, chosen: Map<string, string>, run: Run): void {
  const before = chosen.get(name);
  if (before === undefined) chosen.set(name, as);
  else if (before !== as) run.report('moreThanOneChoice', { name }, as);
}

/** Turns the check of one item into the check of an array of them. */
export const each =
  (check: PropertyCheck): PropertyCheck =>
  (value, run, parent) => {
    if (!Array.isArray(value)) return run.report('notArray');
    if (value.length === 0) return run.report('empty');
    for (let index = 0; index < value.length; index += 1) {
      run.path.push(index);
      check(value[index], run, parent);
      run.path.pop();
    }
  };
