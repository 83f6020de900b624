import type { MessageContext } from '@lienmach/exchange';
import type { FhirResource } from 'fhir/r4';

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
