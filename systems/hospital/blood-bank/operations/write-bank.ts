import { identifierSystems, toVnDay } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { BundleEntry, FhirResource } from 'fhir/r4';
import { errors } from '../errors.ts';
import { numberOfDay } from '../rules/number-of-day.ts';

/** All of these or none, each against the version it was read at. */
export const putEntry = (resource: FhirResource): BundleEntry => ({
  resource,
  request: {
    method: 'PUT',
    url: `${resource.resourceType}/${resource.id}`,
    ...(resource.meta?.versionId === undefined ? {} : { ifMatch: `W/"${resource.meta.versionId}"` }),
  },
});

/** A new resource that others of the same transaction name by `fullUrl`. */
export const postEntry = (resource: FhirResource, fullUrl?: string): BundleEntry => ({
  ...(fullUrl === undefined ? {} : { fullUrl }),
  resource,
  request: { method: 'POST', url: resource.resourceType },
});

/** A name for an entry inside one transaction. */
export const entryName = (n: number): string => `urn:uuid:00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const writeAll = (ctx: Context, entry: BundleEntry[]): Promise<FhirResource[]> =>
  ctx.store.transaction({ resourceType: 'Bundle', type: 'transaction', entry });

/** A number nobody carries yet. @throws blood-bank.noFreeNumber (503) after ten draws */
export async function drawNumber(ctx: Context, type: 'ServiceRequest' | 'Specimen'): Promise<string> {
  const system = type === 'Specimen' ? identifierSystems.specimenNumber : identifierSystems.orderNumber;
  for (let draw = 0; draw < 10; draw++) {
    const number = numberOfDay(toVnDay(ctx.now()), type === 'Specimen' ? 'B' : 'M', ctx.randomBytes(4));
    const query = new URLSearchParams({ identifier: `${system}|${number}` }).toString();
    if ((await ctx.store.find(type, query)) === undefined) return number;
  }
  throw errors.noFreeNumber();
}
