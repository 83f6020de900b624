import { findStructure } from '@lienmach/fhir-definitions';
import { parseJson } from '../parse-json.ts';
import type { ResourceType, Stored } from '../store-contract.ts';
import type { SearchQuery } from './search-query.ts';

const SUBSETTED = { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' };

/**
 * The parts of a resource that `_elements` or `_summary` ask for, marked as a part; mandatory elements always stay.
 *
 * @source FHIR R4 4.0.1, search.html#elements and #summary (verified)
 */
export function subsetOf(stored: Stored, { elements, summary }: Pick<SearchQuery, 'elements' | 'summary'>): Stored {
  const keeps = chooser(stored.type, elements, summary);
  if (!keeps) return stored;
  const whole = { ...parseJson(stored.text) } as Record<string, unknown> & { meta?: { tag?: unknown[] } };
  const kept = Object.fromEntries(Object.entries(whole).filter(([name]) => keeps(name.replace(/^_/, ''))));
  const meta = { ...whole.meta, tag: [...(whole.meta?.tag ?? []), SUBSETTED] };
  const { resourceType, id, ...rest } = kept;
  return { ...stored, text: JSON.stringify({ resourceType, id, ...rest, meta }) };
}

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
