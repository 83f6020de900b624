import { findStructure, structure } from '@lienmach/fhir-definitions';

/** Where a path stands: an element of a type whose children are listed there, or a type as a whole. */
export interface Place {
  /** the type whose definition lists the children, e.g. `Observation` or `HumanName` */
  readonly definition: string;
  /** path inside it, e.g. `Observation.component`; the type's own name for the whole */
  readonly path: string;
  /** FHIR type of the value here, e.g. `HumanName`, `code`, `BackboneElement` */
  readonly type: string;
}

/** One way on from a place: the JSON property and what stands there. */
export interface Child {
  readonly key: string;
  readonly place: Place;
}

const containers = new Set(['BackboneElement', 'Element']);

/** The place of a type as a whole. @throws Error for a name that R4 does not have */
export const placeOf = (type: string): Place => ({ definition: structure(type).name, path: type, type });

/** All ways a named child can appear: a choice `value[x]` has one for every type; empty when there is no such child. */
export function childrenNamed(place: Place, name: string): Child[] {
  const { definition, path } = place;
  for (const element of findStructure(definition)?.elements ?? []) {
    if (element.path === `${path}.${name}`) {
      if (element.content !== undefined) return [{ key: name, place: contentPlace(definition, element.content) }];
      return (element.types ?? []).map(({ code }) => ({
        key: name,
        place: placeBelow(definition, element.path, code),
      }));
    }
    if (element.path === `${path}.${name}[x]`) {
      return (element.types ?? []).map(({ code }) => ({
        key: name + code.charAt(0).toUpperCase() + code.slice(1),
        place: placeBelow(definition, element.path, code),
      }));
    }
  }
  return [];
}

const placeBelow = (definition: string, path: string, code: string): Place =>
  containers.has(code) ? { definition, path, type: code } : { definition: code, path: code, type: code };

const contentPlace = (definition: string, path: string): Place => ({ definition, path, type: 'BackboneElement' });
