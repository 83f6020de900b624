import { type ElementRow, type SearchParameterType, structure } from '@lienmach/fhir-definitions';
import type { ElementWay } from './expression-paths.ts';
import { childrenOf, firstOf, isBackbone, minimalOf, nameOf, setElement } from './sample-value.ts';

/** Types of values that a search parameter of each kind can be about; a choice is tried with each of them. */
const fitting: Readonly<Record<SearchParameterType, readonly string[]>> = {
  token: ['CodeableConcept', 'Coding', 'Identifier', 'ContactPoint', 'boolean', 'code', 'string', 'uri', 'id'],
  reference: ['Reference', 'canonical', 'uri'],
  date: ['dateTime', 'date', 'Period', 'instant', 'Timing'],
  string: ['string', 'markdown', 'HumanName', 'Address', 'CodeableConcept'],
  uri: ['uri', 'url', 'canonical', 'oid', 'uuid'],
  number: ['decimal', 'integer', 'positiveInt', 'unsignedInt'],
  quantity: ['Quantity', 'Money', 'Range', 'Age', 'Duration', 'Count', 'Distance'],
  composite: [],
  special: [],
};

interface At {
  /** the structure and the path in it whose children stand here */
  readonly type: string;
  readonly path: string;
  readonly object: Record<string, unknown>;
}

export interface Placement {
  readonly way: ElementWay;
  readonly kind: SearchParameterType;
  readonly targets: readonly string[];
  readonly seed: number;
  /** which of the types of a choice at the end of the way */
  readonly leaf: string;
}

const findChild = ({ type, path }: At, name: string): ElementRow | undefined =>
  childrenOf(type, path).find(({ path: one }) => {
    const last = one.slice(one.lastIndexOf('.') + 1);
    return last === name || last === `${name}[x]`;
  });

/** The types a value at the end of this way may have, for a parameter of this kind. */
export function leafTypes(type: string, way: ElementWay, kind: SearchParameterType): readonly string[] {
  if (way.cast !== undefined && way.names.length > 0 && !isDeeper(type, way)) return [way.cast];
  const types = (leafElement(type, way)?.types ?? []).map(({ code }) => code);
  const fit = types.filter((code) => fitting[kind].includes(code));
  return fit.length > 0 ? fit : types.slice(0, 1);
}

/** `(Observation.value as CodeableConcept).text` casts before the end. */
function isDeeper(type: string, way: ElementWay): boolean {
  const element = leafElement(type, way);
  return element !== undefined && !element.path.endsWith('[x]');
}

function leafElement(type: string, { names, cast }: ElementWay): ElementRow | undefined {
  let at: At = { type, path: type, object: {} };
  let element: ElementRow | undefined;
  for (const name of names) {
    element = findChild(at, name);
    if (!element) return undefined;
    at = insideOf(at, element, cast, {});
  }
  return element;
}

function insideOf(at: At, element: ElementRow, cast: string | undefined, object: Record<string, unknown>): At {
  const kinds = element.types?.map(({ code }) => code) ?? [];
  const kind = element.path.endsWith('[x]') ? (kinds.find((code) => code === cast) ?? kinds[0]) : kinds[0];
  if (kind === undefined || isBackbone(kind)) return { type: at.type, path: element.path, object };
  return { type: kind, path: kind, object };
}

/** Fills the element at the end of the way, making what stands on the way. @returns false: no such element */
export function placeValue(resource: Record<string, unknown>, { way, leaf, targets, seed }: Placement): boolean {
  const type = String(resource.resourceType);
  let at: At = { type, path: type, object: resource };
  const last = way.names.length - 1;
  for (const [depth, name] of way.names.entries()) {
    const element = findChild(at, name);
    if (!element) return false;
    if (depth === last) {
      const wanted = way.resolvesTo === undefined ? targets : [way.resolvesTo];
      setElement(at.object, at.type, element, { code: leaf, seed, targets: wanted });
      if (way.where?.depth === depth + 1) setSibling(at, element, leaf, way.where);
      return true;
    }
    at = descend(at, element, way, seed);
    if (way.where?.depth === depth + 1) at.object[way.where.name] = way.where.value;
  }
  return false;
}

function setSibling(at: At, element: ElementRow, leaf: string, { name, value }: { name: string; value: string }): void {
  firstOf(at.object[nameOf(element, leaf)])[name] = value;
}

/** The object of this element, made with what it must have when it is not there yet. */
function descend(at: At, element: ElementRow, { cast }: ElementWay, seed: number): At {
  const kinds = element.types?.map(({ code }) => code) ?? [];
  const kind = element.path.endsWith('[x]') ? (kinds.find((code) => code === cast) ?? kinds[0]) : kinds[0];
  const name = nameOf(element, kind ?? '');
  if (at.object[name] === undefined) {
    if (kind === undefined || isBackbone(kind) || structure(kind).kind === 'resource') {
      const made = minimalOf(at.type, element.path, seed);
      at.object[name] = element.max === 1 ? made : [made];
    } else setElement(at.object, at.type, element, { code: kind, seed });
  }
  return insideOf(at, element, cast, firstOf(at.object[name]));
}
