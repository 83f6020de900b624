type Json = Readonly<Record<string, unknown>>;
type Rename = (text: string) => string | undefined;

/**
 * A copy of the resource in which references, and uris that name an entry of the bundle, have their final form. Parts
 * without any are shared with the original, which is never changed.
 *
 * @param rename  final form of a text, or undefined to leave it
 * @source FHIR R4 4.0.1, http.html#trules, replacing references (verified)
 */
export function renameLinks<T>(node: T, rename: Rename): T {
  if (Array.isArray(node)) return renameList(node, rename) as T;
  if (typeof node !== 'object' || node === null) return node;
  let copy: Record<string, unknown> | undefined;
  const source = node as Json;
  for (const key of Object.keys(source)) {
    const value = source[key];
    const renamed = typeof value === 'string' ? renameText(key, value, rename) : renameLinks(value, rename);
    if (renamed === value) continue;
    copy ??= { ...source };
    copy[key] = renamed;
  }
  return (copy ?? node) as T;
}

function renameList(list: readonly unknown[], rename: Rename): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (const [index, value] of list.entries()) {
    const renamed = renameLinks(value, rename);
    if (renamed === value) continue;
    copy ??= [...list];
    copy[index] = renamed;
  }
  return copy ?? list;
}

/**
 * References are always looked at, other texts only when they look like a placeholder. An identifier (`value`) that is the
 * same uuid is a name of its own and stays.
 */
function renameText(key: string, value: string, rename: Rename): string {
  if (key === 'reference' || (key !== 'value' && value.startsWith('urn:'))) return rename(value) ?? value;
  return value;
}

/** Calls `visit` for every `reference` in a resource. */
export function visitReferences(node: unknown, visit: (reference: string) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) {
    for (const item of node) visitReferences(item, visit);
    return;
  }
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'object') visitReferences(value, visit);
    else if (key === 'reference' && typeof value === 'string') visit(value);
  }
}

/** Where in the resource a reference stands, for messages. */
export function pathOfReference(node: unknown, reference: string, path: string): string | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  if ('reference' in node && node.reference === reference) return path;
  for (const [key, value] of Object.entries(node)) {
    const below = Array.isArray(node) ? `${path}[${key}]` : `${path}.${key}`;
    const found = pathOfReference(value, reference, below);
    if (found !== undefined) return found;
  }
  return undefined;
}

const CONDITIONAL = /^([A-Z][A-Za-z]{1,39})\?(.+)$/;

export interface ConditionalReference {
  readonly type: string;
  readonly query: string;
}

/** `Patient?identifier=…` */
export function conditionalReference(text: string): ConditionalReference | undefined {
  const found = CONDITIONAL.exec(text);
  return found?.[1] && found[2] ? { type: found[1], query: found[2] } : undefined;
}
