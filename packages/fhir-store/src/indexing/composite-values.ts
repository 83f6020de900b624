import { fold } from '../fold.ts';
import type { RowSource } from '../index-plan.ts';
import { typeName } from '../resource-types.ts';
import { splitAlternatives } from '../search-branches.ts';
import { compilePath, type ValuePath, visitPath } from './compile-path.ts';
import { type Place, placeOf } from './element-types.ts';
import { keyText } from './key-text.ts';
import { quantitiesOf } from './quantity-values.ts';
import { referencesOf } from './reference-values.ts';
import type { Range, ResourceRows } from './resource-rows.ts';
import { stringsOf } from './string-values.ts';
import { tokensOf } from './token-values.ts';

/** longest half of a composite key */
export const LONGEST_HALF = 200;

/** What one component contributes: a text key, a range, or both (a quantity with its unit). */
interface Part {
  readonly key?: string;
  readonly range?: Range;
}

interface Component {
  readonly type: string;
  /** the component looks at the whole resource (`%resource.…`) instead of its element */
  readonly isOnResource: boolean;
  readonly paths: readonly ValuePath[];
}

export type WriteComposite = (element: unknown, resource: unknown, rows: ResourceRows) => void;

/** Rows of a composite at one element: every combination of what its components say there. */
export function compileComposite(source: RowSource, context: Place, root: string): WriteComposite {
  const components = (source.components ?? []).map((component) => compileComponent(component, context, root));
  return (element, resource, rows) => {
    let combined: Part[][] = [[]];
    for (const component of components) {
      const parts = partsOf(component, component.isOnResource ? resource : element);
      combined = combined.flatMap((before) => parts.map((part) => [...before, part]));
    }
    for (const parts of combined) addRow(source.number, parts, rows);
  };
}

function addRow(param: number, parts: readonly Part[], rows: ResourceRows): void {
  const keys = parts.flatMap(({ key }) => key ?? []);
  const ranges = parts.flatMap(({ range }) => range ?? []);
  const [first, last] = [ranges[0], ranges.at(-1)];
  const range = first && last ? { low: first.low, high: last.high } : undefined;
  rows.addComposite(param, keys[0] ?? '', keys[1] ?? '', range);
}

function compileComponent(
  { type, expression }: { readonly type: string; readonly expression: string },
  context: Place,
  root: string,
): Component {
  const isOnResource = expression.startsWith('%resource.');
  const start = isOnResource ? placeOf(root) : context;
  const paths = splitAlternatives(expression.replace('%resource.', '')).flatMap((part) => compilePath(start, part));
  return { type, isOnResource, paths };
}

function partsOf(component: Component, node: unknown): Part[] {
  const parts: Part[] = [];
  for (const { steps, place } of component.paths)
    visitPath(node, steps, (value) => addParts(component.type, place.type, value, parts));
  return parts;
}

/** `code|system`: a searched code without system is then a prefix of the key. */
export const compositeTokenKey = (system: string, code: string): string => keyText(`${code}|${system}`, LONGEST_HALF);

function addParts(kind: string, type: string, value: unknown, parts: Part[]): void {
  if (kind === 'token') tokensOf(type, value, (system, code) => parts.push({ key: compositeTokenKey(system, code) }));
  else if (kind === 'string') stringsOf(type, value, (text) => parts.push({ key: keyText(fold(text), LONGEST_HALF) }));
  else if (kind === 'reference') addReferences(type, value, parts);
  else if (kind === 'number') quantitiesOf(type, value, (range) => parts.push({ range }));
  else if (kind === 'quantity')
    quantitiesOf(type, value, (range, system, code) => parts.push({ key: compositeTokenKey(system, code), range }));
}

function addReferences(type: string, value: unknown, parts: Part[]): void {
  referencesOf(type, value, {
    target: (number, target) => {
      const name = typeName(number);
      parts.push({ key: keyText(name === undefined ? target : `${name}/${target}`, LONGEST_HALF) });
    },
    identifier: () => undefined,
  });
}
