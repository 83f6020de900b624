import { type ChildElement, childElements } from '@lienmach/fhir-definitions';
import { isContainer } from './json-place.ts';

type Json = Readonly<Record<string, unknown>>;

/** One value of an element: what stands under the name, and for primitives what stands under the name with an underscore. */
export interface Item {
  readonly value?: unknown;
  readonly sibling?: unknown;
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/** All values of an element, a single one as a list of one. */
export function itemsOf(parent: unknown, { name }: ChildElement): readonly Item[] {
  const object: Json = isContainer(parent) ? (parent as Json) : {};
  const [values, siblings] = [listOf(object[name]), listOf(object[`_${name}`])];
  return Array.from({ length: Math.max(values.length, siblings.length) }, (_, index) => ({
    value: values[index] ?? undefined,
    sibling: siblings[index] ?? undefined,
  }));
}

/** A copy of `parent` in which the element has these values; none: the element is gone. */
export function withItems(parent: unknown, { name, isMany }: ChildElement, items: readonly Item[]): unknown {
  const { [name]: _values, [`_${name}`]: _siblings, ...kept } = parent as Json;
  return {
    ...kept,
    ...written(
      name,
      isMany,
      items.map(({ value }) => value),
    ),
    ...written(
      `_${name}`,
      isMany,
      items.map(({ sibling }) => sibling),
    ),
  };
}

function written(name: string, isMany: boolean, values: readonly unknown[]): Json {
  if (values.every((value) => value === undefined)) return {};
  return { [name]: isMany ? values.map((value) => value ?? null) : values[0] };
}

/** The element that FHIRPath calls `stem`: of a choice, the one that is there. */
export function elementOf(type: string, parent: unknown, stem: string): ChildElement | undefined {
  const children = childElements(type);
  const plain = children.get(stem);
  if (plain) return plain;
  const choices = [...children.values()].filter((child) => child.stem === stem);
  return choices.find((child) => itemsOf(parent, child).length > 0);
}

/** The type of what stands under an element. */
export const typeOfChild = (element: ChildElement, child: unknown): string => {
  if (element.kind !== 'resource') return element.type;
  return isContainer(child) && 'resourceType' in child ? String(child.resourceType) : 'Resource';
};
