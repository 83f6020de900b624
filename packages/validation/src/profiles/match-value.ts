import { isObject } from '../run.ts';

/** Equal in everything, whatever the order of properties: what `fixed[x]` asks for. */
export function equals(value: unknown, expected: unknown): boolean {
  if (Array.isArray(expected))
    return (
      Array.isArray(value) &&
      value.length === expected.length &&
      expected.every((item, index) => equals(value[index], item))
    );
  if (!isObject(expected)) return value === expected;
  if (!isObject(value)) return false;
  const names = Object.keys(expected);
  return names.length === Object.keys(value).length && names.every((name) => equals(value[name], expected[name]));
}

/** Holds at least what the pattern holds; each item of a list of the pattern is found somewhere in the list: `pattern[x]`. */
export function contains(value: unknown, pattern: unknown): boolean {
  if (Array.isArray(pattern))
    return Array.isArray(value) && pattern.every((wanted) => value.some((item) => contains(item, wanted)));
  if (!isObject(pattern)) return value === pattern;
  return isObject(value) && Object.entries(pattern).every(([name, wanted]) => contains(value[name], wanted));
}

/** `fixedUri`, `patternCodeableConcept`: the value of the only property that begins so. */
export function namedValue(element: object, stem: 'fixed' | 'pattern' | 'minValue' | 'maxValue'): unknown {
  const found = Object.entries(element).find(([key]) => key.startsWith(stem) && /^[A-Z]/.test(key.slice(stem.length)));
  return found?.[1];
}

const longest = 200;

/** An expected value as a person may read it in a message. */
export function shown(expected: unknown): string {
  const text = typeof expected === 'string' ? expected : (JSON.stringify(expected) ?? '');
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
