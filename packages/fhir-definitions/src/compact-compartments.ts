import type { CompartmentDefinition } from 'fhir/r4';

/** Compartment → resource type → search parameters; types that are never in a compartment are absent. */
export function compactCompartments(
  compartments: readonly CompartmentDefinition[],
): Record<string, Record<string, string[]>> {
  return Object.fromEntries(
    compartments.map((compartment) => [
      compartment.code,
      Object.fromEntries(
        (compartment.resource ?? []).flatMap(({ code, param }) => (param?.length ? [[code, param] as const] : [])),
      ),
    ]),
  );
}
