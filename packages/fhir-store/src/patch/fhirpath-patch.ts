import { type ChildElement, childElements, findStructure } from '@lienmach/fhir-definitions';
import type { FhirResource } from 'fhir/r4';
import { elementOf, type Item, itemsOf, typeOfChild, withItems } from './element-items.ts';
import { patchErrors as errors } from './errors.ts';
import { type PathOperation, pathOperations, type Value } from './fhirpath-operations.ts';
import { type FindPlaces, openFindPlaces } from './fhirpath-places.ts';
import { changeAt, type Place } from './json-place.ts';
import { keepIdentity } from './keep-identity.ts';
import type { ResourceChange } from './resource-change.ts';

/** One place in the resource, with what the standard says about it. */
interface Spot {
  /** the object that has the element */
  readonly parent: Place;
  readonly parentType: string;
  readonly element: ChildElement;
  readonly index: number;
}

/**
 * A FHIRPath Patch, ready to be applied.
 *
 * @param parameters  the Parameters resource
 * @throws patch.malformed (400) at once; applied: patch.noTarget, patch.manyTargets, patch.notUnique (422)
 * @source FHIR R4 4.0.1, fhirpatch.html (verified)
 */
export function fhirPathPatch(parameters: unknown): ResourceChange {
  const operations = pathOperations(parameters);
  return async (previous) => {
    const find = await openFindPlaces();
    let resource = previous;
    for (const operation of operations) resource = carryOut(find, resource, operation);
    return keepIdentity(previous, resource);
  };
}

function carryOut(find: FindPlaces, resource: FhirResource, operation: PathOperation): FhirResource {
  // the evaluator knows plain numbers only; places are the same
  const plain: FhirResource = JSON.parse(JSON.stringify(resource));
  switch (operation.type) {
    case 'add':
      return add(find, plain, resource, operation);
    case 'insert':
    case 'move':
      return rearrange(find, plain, resource, operation);
    case 'delete':
    case 'replace':
      return exchange(find, plain, resource, operation);
  }
}

type Of<Type extends PathOperation['type']> = Extract<PathOperation, { type: Type }>;

function add(find: FindPlaces, plain: FhirResource, resource: FhirResource, asked: Of<'add'>): FhirResource {
  const { at, path, name, value } = asked;
  const { place, type } = placeOf(resource, only(find(plain, path), at), at);
  return edit(resource, place, (parent) => {
    const element = elementFor(type, name.replace('[x]', ''), value, at);
    const others = [...childElements(type).values()].filter(({ stem }) => stem === element.stem);
    const isTaken = others.some((one) => itemsOf(parent, one).length > 0);
    if (isTaken && !element.isMany) throw errors.notUnique({ at, detail: element.name });
    return withItems(parent, element, [...itemsOf(parent, element), itemOf(element, value, at)]);
  });
}

/** `path` names a list, which may be empty: the object that has it is looked for. */
function rearrange(find: FindPlaces, plain: FhirResource, resource: FhirResource, asked: Of<'insert' | 'move'>) {
  const { at, path } = asked;
  const [, owner = resource.resourceType, name = ''] = /^(?:(.*)\.)?([A-Za-z]+)$/s.exec(path.trim()) ?? [];
  const { place, type } = placeOf(resource, only(find(plain, owner), at), at);
  const element = childElements(type).get(name);
  if (!element?.isMany) throw errors.noTarget({ at, detail: 'not a list' });
  return edit(resource, place, (parent) => {
    const items = itemsOf(parent, element);
    return withItems(parent, element, asked.type === 'move' ? moved(items, asked) : inserted(items, element, asked));
  });
}

function inserted(items: readonly Item[], element: ChildElement, { at, index, value }: Of<'insert'>): readonly Item[] {
  if (index > items.length) throw errors.noTarget({ at, detail: `index ${index}` });
  return items.toSpliced(index, 0, itemOf(element, value, at));
}

function moved(items: readonly Item[], { at, source, destination }: Of<'move'>): readonly Item[] {
  const item = items[source];
  if (item === undefined || destination >= items.length)
    throw errors.noTarget({ at, detail: `from ${source} to ${destination}` });
  return items.toSpliced(source, 1).toSpliced(destination, 0, item);
}

/** Nothing to delete is no error. */
function exchange(find: FindPlaces, plain: FhirResource, resource: FhirResource, asked: Of<'delete' | 'replace'>) {
  const { at } = asked;
  const places = find(plain, asked.path);
  if (asked.type === 'delete' && places.length === 0) return resource;
  const { parent: place, parentType, element, index } = spotOf(resource, only(places, at), at);
  return edit(resource, place, (parent) => {
    const items = itemsOf(parent, element);
    if (asked.type === 'delete') return withItems(parent, element, items.toSpliced(index, 1));
    const next = elementFor(parentType, element.stem, asked.value, at);
    const item = itemOf(next, asked.value, at);
    if (next.name === element.name) return withItems(parent, element, items.with(index, item));
    return withItems(withItems(parent, element, []), next, [item]);
  });
}

const edit = (resource: FhirResource, place: Place, change: (parent: unknown) => unknown): FhirResource =>
  changeAt(resource, place, change) as FhirResource;

function only(places: readonly Place[], at: string): Place {
  const [place, second] = places;
  if (second !== undefined) throw errors.manyTargets({ at });
  if (place === undefined) throw errors.noTarget({ at });
  return place;
}

/** From FHIRPath names to JSON names, down from the root. */
function placeOf(resource: FhirResource, path: Place, at: string): { place: Place; type: string; last?: Spot } {
  let node: unknown = resource;
  let type: string = resource.resourceType;
  let last: Spot | undefined;
  const place: (string | number)[] = [];
  for (const [position, step] of path.entries()) {
    if (typeof step === 'number') continue;
    const element = elementOf(type, node, step);
    if (!element) throw errors.noTarget({ at, detail: step });
    const next = path[position + 1];
    const index = typeof next === 'number' ? next : 0;
    last = { parent: [...place], parentType: type, element, index };
    place.push(element.name, ...(element.isMany ? [index] : []));
    node = itemsOf(node, element)[index]?.value;
    type = typeOfChild(element, node);
  }
  return { place, type, ...(last ? { last } : {}) };
}

function spotOf(resource: FhirResource, path: Place, at: string): Spot {
  const { last } = placeOf(resource, path, at);
  if (!last) throw errors.identity({ at });
  return last;
}

/** `value` with a Quantity is `valueQuantity`. */
function elementFor(type: string, stem: string, { type: given }: Value, at: string): ChildElement {
  const children = findStructure(type.split('.', 1)[0] ?? '') ? childElements(type) : new Map<string, ChildElement>();
  const element = children.get(stem) ?? (given === undefined ? undefined : children.get(stem + given));
  if (!element) throw errors.noTarget({ at, detail: `${type} has no ${stem.slice(0, 64)}` });
  return element;
}

/** What is to be written: a value, or parts named after the elements of a type without a name of its own. */
function itemOf(element: ChildElement, { value, sibling, parts }: Value, at: string): Item {
  if (!parts) return { value, ...(element.kind === 'primitive' ? { sibling } : {}) };
  if (element.kind !== 'complex') throw errors.malformed({ at, detail: `${element.name} has no parts` });
  let object: unknown = {};
  for (const [name, part] of parts) {
    const child = elementFor(element.type, name.replace('[x]', ''), part, at);
    const items = itemsOf(object, child);
    if (items.length > 0 && !child.isMany) throw errors.notUnique({ at, detail: name });
    object = withItems(object, child, [...items, itemOf(child, part, at)]);
  }
  return { value: object };
}
