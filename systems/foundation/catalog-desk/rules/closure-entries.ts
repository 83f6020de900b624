import type { ConceptMapGroup } from 'fhir/r4';

export interface ClosureConcept {
  readonly system: string;
  readonly code: string;
  /** version of the table that brought it */
  readonly since: number;
  /** codes of the same system that stand above it; itself may be among them */
  readonly above: readonly string[];
}

/**
 * The entries of a closure table that came after a version: each code with every code of the table that subsumes it.
 *
 * @param after  entries that this version had are left out; 0: none are
 * @returns one group for each code system; a target `subsumes` its element
 * @source FHIR R4 4.0.1, conceptmap-operation-closure.html, and its example (verified)
 */
export function closureEntries(concepts: readonly ClosureConcept[], after: number): ConceptMapGroup[] {
  const bySystem = Map.groupBy(concepts, ({ system }) => system);
  return [...bySystem].flatMap(([system, own]): ConceptMapGroup[] => {
    const since = new Map(own.map((one) => [one.code, one.since]));
    const isNew = (code: string, top: string): boolean =>
      Math.max(since.get(code) ?? 0, since.get(top) ?? 0) > after && top !== code;
    const element = own.flatMap(({ code, above }) => {
      const tops = above.filter((top) => since.has(top) && isNew(code, top));
      return tops.length === 0 ? [] : [{ code, target: tops.map(subsuming) }];
    });
    return element.length === 0 ? [] : [{ source: system, target: system, element }];
  });
}

const subsuming = (code: string) => ({ code, equivalence: 'subsumes' as const });
