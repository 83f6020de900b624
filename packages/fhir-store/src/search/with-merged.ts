import { typePlan } from '../index-plan.ts';
import type { MergedPatients } from '../merged-patients.ts';
import type { ResourceType } from '../store-contract.ts';
import { parseName } from './criterion-name.ts';
import { parseReference } from './reference-condition.ts';
import type { RawCriterion, SearchQuery } from './search-query.ts';
import { unescapeValue } from './split-escaped.ts';

/** Ids of the patients that a criterion asks for, by value; nothing for a criterion about anything else. */
function patientsIn(type: ResourceType, { written, values }: RawCriterion): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const name = parseName(written);
  const field = name?.kind === 'plain' ? typePlan(type).fields.get(name.code) : undefined;
  if (name?.kind !== 'plain' || field?.type !== 'reference' || type === 'Patient') return found;
  if (name.modifier !== undefined && name.modifier !== 'Patient') return found;
  for (const value of values) {
    const { types, target } = parseReference(field, name.modifier, unescapeValue(value), written);
    if (types?.includes('Patient') === true) found.set(value, target);
  }
  return found;
}

/** The query, asking for both records of a patient who was merged, whichever of them it names. */
export async function withMerged(
  merged: MergedPatients | undefined,
  type: ResourceType,
  query: SearchQuery,
): Promise<SearchQuery> {
  if (merged === undefined) return query;
  const asked = query.criteria.map((criterion) => patientsIn(type, criterion));
  const others = await merged.othersOf(asked.flatMap((found) => [...found.values()]));
  if (others.size === 0) return query;
  const criteria = query.criteria.map((criterion, place) => {
    const ids = [...(asked[place]?.values() ?? [])].flatMap((id) => others.get(id) ?? []);
    return ids.length === 0
      ? criterion
      : { ...criterion, values: [...criterion.values, ...ids.map((id) => `Patient/${id}`)] };
  });
  return { ...query, criteria };
}
