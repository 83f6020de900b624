import { findStructure } from '@lienmach/fhir-definitions';
import { isObject, type Json, type Run } from '../run.ts';

/** One value of the instance under a profile, with the `_sibling` of a primitive and what is known of its type. */
export interface Spot {
  readonly value: unknown;
  readonly extra?: unknown;
  /** of a choice by its name, of a resource by itself */
  readonly type?: string | undefined;
  /** steps below the parent: the property, and the place in its array */
  readonly key: string;
  readonly index?: number;
}

/** Where the children of a value are: in the object itself, or in the sibling of a primitive. */
const bodyOf = ({ value, extra }: Spot): Json | undefined => {
  if (isObject(value)) return value;
  return isObject(extra) ? extra : undefined;
};

const typeOf = (value: unknown): string | undefined =>
  isObject(value) && typeof value.resourceType === 'string' ? value.resourceType : undefined;

export const rootSpot = (resource: Json): Spot => ({ value: resource, type: typeOf(resource), key: '' });

/** All values of an element, by its name in the definition (`value[x]` finds `valueQuantity`). */
export function spotsOf(parent: Spot, name: string): Spot[] {
  const body = bodyOf(parent);
  if (!body) return [];
  if (!name.endsWith('[x]')) return listed(body, name, undefined);
  const stem = name.slice(0, -3);
  const key = Object.keys(body)
    .map((one) => one.replace(/^_/, ''))
    .find(
      (one) => one.startsWith(stem) && /^[A-Z]/.test(one.slice(stem.length)) && choiceType(one, stem) !== undefined,
    );
  return key === undefined ? [] : listed(body, key, choiceType(key, stem));
}

function choiceType(key: string, stem: string): string | undefined {
  const suffix = key.slice(stem.length);
  const primitive = suffix.charAt(0).toLowerCase() + suffix.slice(1);
  if (findStructure(suffix)) return suffix;
  return findStructure(primitive) ? primitive : undefined;
}

function listed(body: Json, key: string, type: string | undefined): Spot[] {
  const value = body[key];
  const extra = body[`_${key}`];
  if (value === undefined && extra === undefined) return [];
  if (!Array.isArray(value) && !Array.isArray(extra)) return [{ value, extra, type: type ?? typeOf(value), key }];
  const [values, extras] = [listOf(value), listOf(extra)];
  return Array.from({ length: Math.max(values.length, extras.length) }, (_, index) => ({
    value: values[index] ?? undefined,
    extra: extras[index] ?? undefined,
    type: type ?? typeOf(values[index]),
    key,
    index,
  }));
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Looks at a value below the place where the run stands. */
export function at<T>(run: Run, { key, index }: Spot, look: () => T): T {
  const depth = run.path.length;
  run.path.push(key);
  if (index !== undefined) run.path.push(index);
  const result = look();
  run.path.length = depth;
  return result;
}
