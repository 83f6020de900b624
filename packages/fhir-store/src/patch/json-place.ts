import { isRawNumber } from '../parse-json.ts';

/** Where something stands in a JSON value: names and positions from the root. */
export type Place = readonly (string | number)[];

type Container = Readonly<Record<string, unknown>> | readonly unknown[];

export const isContainer = (value: unknown): value is Container =>
  typeof value === 'object' && value !== null && !isRawNumber(value);

/** What stands there; undefined: nothing does. */
export function valueAt(root: unknown, place: Place): unknown {
  let node = root;
  for (const step of place) node = childOf(node, step);
  return node;
}

export function childOf(node: unknown, step: string | number): unknown {
  if (!isContainer(node)) return undefined;
  if (Array.isArray(node)) return typeof step === 'number' ? node[step] : undefined;
  return typeof step === 'string' && Object.hasOwn(node, step) ? Reflect.get(node, step) : undefined;
}

/**
 * A copy in which `change` has been applied to what stands at `place`; everything beside the way there is shared with the
 * original, which stays as it is. A change to undefined takes the property away, or the item out of its list.
 */
export function changeAt(root: unknown, place: Place, change: (value: unknown) => unknown): unknown {
  const [step, ...rest] = place;
  if (step === undefined) return change(root);
  const next = changeAt(childOf(root, step), rest, change);
  if (Array.isArray(root)) {
    const list: readonly unknown[] = root;
    const at = Number(step);
    return next === undefined ? list.toSpliced(at, 1) : list.with(at, next);
  }
  const object: Readonly<Record<string, unknown>> = isContainer(root) ? { ...(root as Record<string, unknown>) } : {};
  if (next !== undefined) return { ...object, [step]: next };
  const { [String(step)]: _gone, ...kept } = object;
  return kept;
}

/** Values in a tree, up to `most`; a way to know what copies of copies would cost. */
export function countValues(node: unknown, most: number): number {
  if (!isContainer(node)) return 1;
  let count = 1;
  for (const value of Object.values(node)) {
    count += countValues(value, most - count);
    if (count >= most) return count;
  }
  return count;
}
