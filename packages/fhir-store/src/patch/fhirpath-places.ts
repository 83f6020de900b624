import type { FhirResource } from 'fhir/r4';
import { patchErrors as errors } from './errors.ts';
import { isContainer, type Place } from './json-place.ts';

const LONGEST = 1000;
/** What says where something is; nothing that walks the whole tree, nothing that leaves the resource, no regular expressions. */
const allowed = new Set(
  'where first last single ofType as is extension exists not empty count hasValue contains startsWith endsWith lower upper skip take tail toString toInteger'.split(
    ' ',
  ),
);

/** Finds the places that a FHIRPath means, as names (choices without their type) and positions. */
export type FindPlaces = (resource: FhirResource, path: string) => readonly Place[];

/** A node as the evaluator keeps it inside. */
interface Node {
  readonly parentResNode?: Node | null;
  readonly propName?: string | null;
  readonly index?: number | null;
  readonly data?: unknown;
}

/** The evaluator is large, and patches by FHIRPath are rare: it is loaded with the first of them. */
export async function openFindPlaces(): Promise<FindPlaces> {
  const [{ default: fhirpath }, { default: model }] = await Promise.all([
    import('fhirpath'),
    import('fhirpath/fhir-context/r4'),
  ]);
  return (resource, path) => {
    let found: readonly unknown[] = [];
    const placed = {
      fn: (nodes: readonly unknown[]) => {
        found = nodes;
        return [];
      },
      arity: { 0: [] },
      internalStructures: true,
    };
    try {
      fhirpath.evaluate(resource, `(${checked(path)}).placed()`, {}, model, { userInvocationTable: { placed } });
    } catch {
      throw errors.malformed({ detail: `FHIRPath ${path.slice(0, 200)}` });
    }
    return found.map(placeOf);
  };
}

/** @throws patch.malformed for an expression that does more than name a place */
function checked(path: string): string {
  if (path.length > LONGEST || /[%;`]|\/\/|\/\*/.test(path.replace(/'(?:[^'\\]|\\.)*'/g, "''")))
    throw errors.malformed({ detail: 'FHIRPath' });
  for (const [, name = ''] of path.replace(/'(?:[^'\\]|\\.)*'/g, "''").matchAll(/([A-Za-z_$]+)\s*\(/g))
    if (!allowed.has(name)) throw errors.malformed({ detail: `FHIRPath function ${name}` });
  return path;
}

function placeOf(found: unknown): Place {
  const place: (string | number)[] = [];
  let node = found as Node | null | undefined;
  for (; isContainer(node) && node.parentResNode; node = node.parentResNode) {
    if (typeof node.index === 'number') place.unshift(node.index);
    if (typeof node.propName === 'string') place.unshift(node.propName);
  }
  const root = isContainer(node) ? node.data : undefined;
  // a literal, or what was calculated, stands nowhere
  if (!isContainer(root) || !('resourceType' in root))
    throw errors.malformed({ detail: 'FHIRPath that names no place' });
  return place;
}
