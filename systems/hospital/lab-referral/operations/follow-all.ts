import { type Context, searchEach } from '@lienmach/system-kit';
import type { FhirResource, Reference } from 'fhir/r4';

type References = readonly (Reference | undefined)[];
type OfType<T extends FhirResource['resourceType']> = Extract<FhirResource, { resourceType: T }>;

/** `Patient/p1` gives `p1`; nothing gives nothing. */
export const idIn = (reference: Reference | undefined): string => reference?.reference?.split('/')[1] ?? '';

/** What these references lead to, by id: a search for each hundred. */
export async function followAll<T extends FhirResource['resourceType']>(
  ctx: Context,
  type: T,
  references: References,
): Promise<ReadonlyMap<string, OfType<T>>> {
  const found = await searchEach(ctx.store, type, '_id', references.map(idIn));
  return new Map(found.map((one) => [one.id ?? '', one as OfType<T>]));
}
