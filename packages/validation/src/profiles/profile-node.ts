import type { ElementDefinition } from 'fhir/r4';

/** One element of a profile with everything its chain of definitions says about it. */
export interface ProfileNode {
  /** last step of the path: `identifier`, `value[x]` */
  readonly name: string;
  /** name of the slice, when this is one */
  readonly slice?: string;
  element: ElementDefinition;
  readonly children: Map<string, ProfileNode>;
  readonly slices: Map<string, ProfileNode>;
}

const newNode = (name: string, path: string, slice?: string): ProfileNode => ({
  name,
  ...(slice === undefined ? {} : { slice }),
  element: { path },
  children: new Map(),
  slices: new Map(),
});

/**
 * The elements of a chain of definitions as one tree, from the most general to the most special: what a later one says
 * replaces what an earlier one said about the same element, and constraints add up.
 */
export function profileTree(type: string, layers: readonly (readonly ElementDefinition[])[]): ProfileNode {
  const root = newNode(type, type);
  for (const elements of layers) {
    const ids = elementIds(elements);
    for (const [index, element] of elements.entries()) merge(nodeAt(root, ids[index] ?? element.path), element);
  }
  return root;
}

/** The id of each element; definitions written by hand may leave ids out, then the slices before it in the list decide. */
function elementIds(elements: readonly ElementDefinition[]): string[] {
  const latest = new Map<string, string>();
  return elements.map(({ id, path, sliceName }) => {
    const cut = path.lastIndexOf('.');
    const parent = path.slice(0, Math.max(cut, 0));
    const prefix = cut < 0 ? '' : `${latest.get(parent) ?? parent}.`;
    const made = id ?? `${prefix}${path.slice(cut + 1)}${sliceName === undefined ? '' : `:${sliceName}`}`;
    latest.set(path, made);
    return made;
  });
}

function nodeAt(root: ProfileNode, id: string): ProfileNode {
  let node = root;
  for (const step of id.split('.').slice(1)) {
    const [name = '', slice] = step.split(':', 2);
    const path = `${node.element.path}.${name}`;
    node = childOf(node, name, path);
    if (slice !== undefined) node = sliceOf(node, slice, path);
  }
  return node;
}

function childOf(node: ProfileNode, name: string, path: string): ProfileNode {
  const known = node.children.get(name);
  if (known) return known;
  const made = newNode(name, path);
  node.children.set(name, made);
  return made;
}

/** `a/b` is a slice of the slice `a`. */
function sliceOf(node: ProfileNode, slice: string, path: string): ProfileNode {
  const cut = slice.lastIndexOf('/');
  const owner = cut < 0 ? node : sliceOf(node, slice.slice(0, cut), path);
  const known = owner.slices.get(slice);
  if (known) return known;
  const made = newNode(node.name, path, slice);
  owner.slices.set(slice, made);
  return made;
}

function merge(node: ProfileNode, element: ElementDefinition): void {
  const own = new Set(element.constraint?.map(({ key }) => key));
  const kept = node.element.constraint?.filter(({ key }) => !own.has(key)) ?? [];
  const constraint = [...kept, ...(element.constraint ?? [])];
  node.element = {
    ...node.element,
    ...element,
    path: node.element.path,
    ...(constraint.length > 0 ? { constraint } : {}),
  };
}
