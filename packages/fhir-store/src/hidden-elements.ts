import type { FhirResource } from 'fhir/r4';
import { type RowSource, typePlan } from './index-plan.ts';
import { parseJson } from './parse-json.ts';
import type { Caller, Reach, ResourceType } from './store-contract.ts';

const NONE: readonly string[] = [];

const hiddenOf = (reach: Reach | undefined, type: ResourceType): readonly string[] => reach?.hidden?.(type) ?? NONE;

/** `value` stands for `valueQuantity`, `_valueString` and so on. */
function isOneOf(name: string, elements: readonly string[]): boolean {
  const plain = name.startsWith('_') ? name.slice(1) : name;
  return elements.some((element) => plain === element || new RegExp(`^${element}[A-Z]`).test(plain));
}

/** The stored text without what this caller never sees; nearly everybody sees everything and the text stays as it is. */
export function withoutHidden<S extends { readonly type: ResourceType; readonly text: string }>(
  { reach }: Caller,
  stored: S,
): S {
  const hidden = hiddenOf(reach, stored.type);
  if (hidden.length === 0 || stored.text === '') return stored;
  const kept = Object.entries(parseJson(stored.text)).filter(([name]) => !isOneOf(name, hidden));
  return { ...stored, text: JSON.stringify(Object.fromEntries(kept)) };
}

/** What is written by somebody who does not see every element: those stay as they were. */
export function keepingHidden<R extends FhirResource>({ reach }: Caller, next: R, previous: FhirResource): R {
  const hidden = hiddenOf(reach, next.resourceType);
  if (hidden.length === 0) return next;
  const theirs = Object.entries(next).filter(([name]) => !isOneOf(name, hidden));
  const kept = Object.entries(previous).filter(([name]) => isOneOf(name, hidden));
  return Object.fromEntries([...theirs, ...kept]) as R;
}

const known = new WeakMap<Reach, Map<ResourceType, ReadonlySet<number>>>();

/** Numbers of the search parameters that would tell about hidden elements. */
function hiddenNumbers(reach: Reach, type: ResourceType, hidden: readonly string[]): ReadonlySet<number> {
  const ofReach = known.get(reach) ?? new Map<ResourceType, ReadonlySet<number>>();
  known.set(reach, ofReach);
  let numbers = ofReach.get(type);
  if (!numbers) {
    numbers = new Set(
      typePlan(type)
        .rows.filter((row) => touches(row, type, hidden))
        .map(({ number }) => number),
    );
    ofReach.set(type, numbers);
  }
  return numbers;
}

const touches = ({ branches }: RowSource, type: ResourceType, hidden: readonly string[]): boolean =>
  branches.some((branch) =>
    [...branch.matchAll(new RegExp(`\\b${type}\\.([a-z]\\w*)`, 'g'))].some(([, name = '']) => isOneOf(name, hidden)),
  );

/** what the keys of a person are made of */
const PERSON = ['name', 'birthDate', 'address'];

/** Would searching, sorting or following this parameter tell about an element that the caller never sees? */
export function isHiddenParameter(reach: Reach | undefined, type: ResourceType, code: string): boolean {
  const hidden = hiddenOf(reach, type);
  if (hidden.length === 0 || reach === undefined) return false;
  if (code === 'person-key') return PERSON.some((element) => isOneOf(element, hidden));
  const field = typePlan(type).fields.get(code);
  if (!field) return false;
  const numbers = hiddenNumbers(reach, type, hidden);
  const parts = field.composite?.onResource ?? [];
  return (
    field.sources.some((source) => numbers.has(source)) || parts.some((part) => isHiddenParameter(reach, type, part))
  );
}

/** Is this row of an index about an element that the caller never sees? */
export const isHiddenRow = (reach: Reach | undefined, type: ResourceType, number: number): boolean => {
  const hidden = hiddenOf(reach, type);
  return hidden.length > 0 && reach !== undefined && hiddenNumbers(reach, type, hidden).has(number);
};
