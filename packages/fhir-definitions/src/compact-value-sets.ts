import type { CodeSystem, CodeSystemConcept, ValueSet, ValueSetComposeInclude } from 'fhir/r4';
import type { CodeGroup, TypeDefinition } from './compact-types.ts';

interface Sources {
  readonly valueSets: ReadonlyMap<string, ValueSet>;
  readonly codeSystems: ReadonlyMap<string, CodeSystem>;
}

/** The codes of every required binding whose value set can be listed; the others (MIME types, languages, …) are absent. */
export function compactValueSets(
  types: Readonly<Record<string, TypeDefinition>>,
  resources: readonly (ValueSet | CodeSystem)[],
): Record<string, CodeGroup[]> {
  const byUrl = <T extends ValueSet | CodeSystem>(kind: T['resourceType']) =>
    new Map(resources.filter((r): r is T => r.resourceType === kind).map((r) => [r.url ?? '', r]));
  const sources = { valueSets: byUrl<ValueSet>('ValueSet'), codeSystems: byUrl<CodeSystem>('CodeSystem') };
  const bound = Object.values(types).flatMap((type) => type.elements.flatMap((element) => element.required ?? []));
  const listed = [...new Set(bound)].sort().flatMap((url) => {
    const groups = expand(url, sources);
    return groups ? [[url, groups] as const] : [];
  });
  return Object.fromEntries(listed);
}

function expand(url: string, sources: Sources): CodeGroup[] | undefined {
  const compose = sources.valueSets.get(url.replace(/\|.*$/, ''))?.compose;
  if (!compose) return undefined;
  const included = compose.include.map((include) => codesOf(include, sources));
  const excluded = (compose.exclude ?? []).map((exclude) => codesOf(exclude, sources));
  if ([...included, ...excluded].includes(undefined)) return undefined;
  return merge(
    included.flatMap((groups) => groups ?? []),
    excluded.flatMap((groups) => groups ?? []),
  );
}

function merge(included: readonly CodeGroup[], excluded: readonly CodeGroup[]): CodeGroup[] {
  const bySystem = new Map<string, Set<string>>();
  for (const { system, codes } of included) bySystem.set(system, new Set([...(bySystem.get(system) ?? []), ...codes]));
  for (const { system, codes } of excluded) for (const code of codes) bySystem.get(system)?.delete(code);
  return [...bySystem].map(([system, codes]) => ({ system, codes: [...codes] }));
}

/** Undefined: this part cannot be listed from what the specification ships. */
function codesOf(include: ValueSetComposeInclude, sources: Sources): CodeGroup[] | undefined {
  const { system, concept, filter, valueSet } = include;
  if (!system) {
    const parts = (valueSet ?? []).map((url) => expand(url, sources));
    return parts.length > 0 && !parts.includes(undefined) ? parts.flatMap((groups) => groups ?? []) : undefined;
  }
  if (concept) return [{ system, codes: concept.map(({ code }) => code) }];
  const codeSystem = sources.codeSystems.get(system);
  if (codeSystem?.content !== 'complete' || valueSet) return undefined;
  if (!filter) return [{ system, codes: flatten(codeSystem.concept ?? []) }];
  const only = filter.length === 1 ? filter[0] : undefined;
  if (only?.property !== 'concept' || only.op !== 'is-a') return undefined;
  return [{ system, codes: descendants(codeSystem, only.value) }];
}

const flatten = (concepts: readonly CodeSystemConcept[]): string[] =>
  concepts.flatMap((concept) => [concept.code, ...flatten(concept.concept ?? [])]);

/** HL7 v3 code systems write their hierarchy both as nesting and as `subsumedBy` properties. */
function descendants(codeSystem: CodeSystem, root: string): string[] {
  const found = new Set([root]);
  const collect = (concept: CodeSystemConcept, below: boolean): boolean => {
    const parents = (concept.property ?? []).filter((property) => property.code === 'subsumedBy');
    const inside = below || found.has(concept.code) || parents.some((property) => found.has(property.valueCode ?? ''));
    if (inside) found.add(concept.code);
    for (const child of concept.concept ?? []) collect(child, inside);
    return inside;
  };
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const concept of codeSystem.concept ?? []) collect(concept, false);
  }
  return [...found];
}
