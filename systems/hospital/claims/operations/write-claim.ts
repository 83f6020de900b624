import type { Context } from '@lienmach/system-kit';
import type { BundleEntry, Claim, FhirResource, Task } from 'fhir/r4';

export const putEntry = (resource: Claim | Task): BundleEntry => ({
  resource,
  request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
});

export const postEntry = (resource: Task): BundleEntry => ({ resource, request: { method: 'POST', url: 'Task' } });

const isClaim = (one: FhirResource): one is Claim => one.resourceType === 'Claim';

/** Claims and the notes about them, all or nothing. @returns the claims as written */
export async function writeClaims(ctx: Context, entry: BundleEntry[]): Promise<Claim[]> {
  const written = await ctx.store.transaction({ resourceType: 'Bundle', type: 'transaction', entry });
  return written.filter(isClaim);
}
