import { findStructure } from '@lienmach/fhir-definitions';
import { childrenNamed, type Place, placeOf } from '../indexing/element-types.ts';
import { parseJson } from '../parse-json.ts';
import type { ResourceType, Stored } from '../store-contract.ts';
import type { SearchQuery } from './search-query.ts';

const SUBSETTED = { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' };

type Json = Record<string, unknown>;
type Wanted = Pick<SearchQuery, 'elements' | 'summary'>;

/**
 * The parts of a resource that `_elements` or `_summary` ask for, marked as a part; mandatory elements always stay.
 *
 * @source FHIR R4 4.0.1, search.html#elements and #summary (verified)
 */
export function subsetOf(stored: Stored, wanted: Wanted): Stored {
  const cut = cutterOf(stored.type, wanted);
  if (!cut || stored.text === '') return stored;
  const whole: Json & { meta?: { tag?: unknown[] } } = { ...parseJson(stored.text) };
  const meta = { ...whole.meta, tag: [...(whole.meta?.tag ?? []), SUBSETTED] };
  const { resourceType, id, ...rest } = cut(whole);
  return { ...stored, text: JSON.stringify({ resourceType, id, ...rest, meta }) };
}

function cutterOf(type: ResourceType, { elements, summary }: Wanted): ((whole: Json) => Json) | undefined {
  if (summary === 'true') return (whole) => summaryOf(placeOf(type), whole);
  const keeps = chooser(type, elements, summary);
  return keeps && ((whole) => Object.fromEntries(Object.entries(whole).filter(([name]) => keeps(plain(name)))));
}

/** `_birthDate` goes with `birthDate`. */
const plain = (name: string): string => (name.startsWith('_') ? name.slice(1) : name);

function chooser(type: ResourceType, elements: readonly string[], summary: SearchQuery['summary']) {
  const always = new Set(['resourceType', 'id', 'meta', ...mandatory(type)]);
  if (summary === 'text') return (name: string) => always.has(name) || name === 'text';
  if (summary === 'data') return (name: string) => name !== 'text';
  if (elements.length === 0) return undefined;
  const wanted = new Set(elements.map((path) => path.replace(`${type}.`, '').split('.')[0] ?? ''));
  return (name: string) => always.has(name) || wanted.has(name) || wanted.has(withoutType(name, wanted));
}

/** `value` asks for `valueQuantity` too. */
const withoutType = (name: string, wanted: ReadonlySet<string>): string =>
  [...wanted].find((element) => name.startsWith(element) && /^[A-Z]/.test(name.slice(element.length))) ?? name;

const mandatory = (type: ResourceType): string[] =>
  (findStructure(type)?.elements ?? [])
    .filter(({ path, min }) => min > 0 && path.split('.').length === 2)
    .map(({ path }) => path.split('.')[1] ?? '');

/** Elements marked as summary or mandatory, at every depth of what the resource itself defines. */
function summaryOf(place: Place, node: Json): Json {
  const kept = summaryNames(place);
  return Object.fromEntries(
    Object.entries(node).flatMap(([name, value]): [string, unknown][] => {
      const element = name === 'resourceType' ? undefined : kept.get(plain(name));
      if (element === undefined) return name === 'resourceType' ? [[name, value]] : [];
      return [[name, isPart(element) ? within(element, value) : value]];
    }),
  );
}

const isPart = ({ type }: Place): boolean => type === 'BackboneElement' || type === 'Element';

const within = (place: Place, value: unknown): unknown =>
  Array.isArray(value) ? value.map((item) => summaryOf(place, item)) : summaryOf(place, value as Json);

const known = new Map<string, ReadonlyMap<string, Place>>();

/** JSON property to where it leads, for the elements that stay. */
function summaryNames(place: Place): ReadonlyMap<string, Place> {
  const key = `${place.definition} ${place.path}`;
  let names = known.get(key);
  if (!names) {
    const depth = place.path.split('.').length + 1;
    const elements = (findStructure(place.definition)?.elements ?? []).filter(
      ({ path, min, summary }) =>
        path.startsWith(`${place.path}.`) && path.split('.').length === depth && (summary === true || min > 0),
    );
    names = new Map(
      elements.flatMap(({ path }) =>
        childrenNamed(place, path.slice(place.path.length + 1).replace('[x]', '')).map((child): [string, Place] => [
          child.key,
          child.place,
        ]),
      ),
    );
    known.set(key, names);
  }
  return names;
}
