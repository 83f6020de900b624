import type { Context } from '@lienmach/system-kit';
import type { BundleEntry, DiagnosticReport, FhirResource, Specimen } from 'fhir/r4';
import { openReports, standing } from '../rules/bench-state.ts';

/** A write of what was read: compare-and-set on its version. */
export const putEntry = (resource: FhirResource): BundleEntry => ({
  resource,
  request: {
    method: 'PUT',
    url: `${resource.resourceType}/${resource.id}`,
    ...(resource.meta?.versionId === undefined ? {} : { ifMatch: `W/"${resource.meta.versionId}"` }),
  },
});

/** All reports that are measured from one tube. */
export const reportsOfTube = (ctx: Context, specimen: Specimen): Promise<DiagnosticReport[]> =>
  ctx.store.search('DiagnosticReport', `specimen=Specimen/${specimen.id}`, 200);

/** A changed tube, and its open reports where they stand now: together or not at all. */
export async function writeTube(ctx: Context, specimen: Specimen): Promise<Specimen> {
  const reports = (await reportsOfTube(ctx, specimen)).filter(({ status }) => openReports.has(status));
  const written = await ctx.store.transaction({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [putEntry(specimen), ...reports.map((report) => putEntry(standing(report, specimen)))],
  });
  const [first] = written.filter((one) => one.resourceType === 'Specimen');
  return first ?? specimen;
}
