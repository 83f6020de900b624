import type { FollowingNeed, MessageContext } from '@lienmach/exchange';
import type { FhirResource, Reference } from 'fhir/r4';

export type Found = Readonly<Record<string, FhirResource>>;

type OfType<T> = Extract<FhirResource, { resourceType: T }>;

const isOfType = <T extends FhirResource['resourceType']>(one: FhirResource | undefined, type: T): one is OfType<T> =>
  one?.resourceType === type;

export function resourceOf<T extends FhirResource['resourceType']>(
  found: Found,
  need: string,
  type: T,
): OfType<T> | undefined {
  const resource = found[need];
  return isOfType(resource, type) ? resource : undefined;
}

export const listOf = <T extends FhirResource['resourceType']>(
  { lists }: MessageContext,
  need: string,
  type: T,
): OfType<T>[] => (lists[need] ?? []).flatMap((one) => (isOfType(one, type) ? [one] : []));

const token = (system: string, value: string): string => `${system}|${value.replace(/[\\,$|]/g, '\\$&')}`;

/** A FHIR search by one identifier, of the resource itself or of what `parameter` leads to. */
export const byIdentifier = (type: string, system: string, value: string, parameter = 'identifier'): string =>
  `${type}?${new URLSearchParams({ [parameter]: token(system, value) })}`;

const referenced = (...references: (Reference | undefined)[]): string[] =>
  references.flatMap((one) => one?.reference ?? []);

/** What speaks of a tube that another need finds. @param many  more are too many */
export const onTube = (of: string, type: string, many: number): FollowingNeed => ({
  of,
  search: `${type}?specimen`,
  values: ({ resourceType, id }) => [`${resourceType}/${id}`],
  many,
});

/** What speaks of the tubes of an order that another need finds. */
export const onTubesOf = (of: string, type: string, many: number): FollowingNeed => ({
  ...onTube(of, type, many),
  values: (order) => (order.resourceType === 'ServiceRequest' ? referenced(...(order.specimen ?? [])) : []),
});

const idsOf = (references: readonly string[], type: string): string[] =>
  references.flatMap((one) => (one.startsWith(`${type}/`) ? [one.slice(type.length + 1)] : []));

/** The tubes of an order that another need finds. */
export const tubesOfOrder = (of: string, many: number): FollowingNeed => ({
  of,
  search: 'Specimen?_id',
  values: (order) =>
    order.resourceType === 'ServiceRequest' ? idsOf(referenced(...(order.specimen ?? [])), 'Specimen') : [],
  many,
});

/** Whose tube it is that another need finds. */
export const patientOfTube = (of: string): FollowingNeed => ({
  of,
  search: 'Patient?_id',
  values: (tube) => (tube.resourceType === 'Specimen' ? idsOf(referenced(tube.subject), 'Patient') : []),
});
