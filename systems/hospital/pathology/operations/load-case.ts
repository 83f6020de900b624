import type { Context } from '@lienmach/system-kit';
import type { Basic, BundleEntry, DiagnosticReport, FhirResource } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type CaseSheet, sheetOf, sheetResource } from '../rules/case-sheet.ts';
import { caseState, onBench } from '../rules/case-state.ts';

export const sheetId = (order: string): string => `case-${order}`;
export const reportId = (order: string): string => `path-${order}`;

export interface LoadedCase {
  readonly report: DiagnosticReport;
  readonly resource: Basic;
  readonly sheet: CaseSheet;
}

/**
 * A case by its report.
 *
 * @param version  of the sheet as it was read. @throws 404, pathology.sheetMissing, sheetChanged (412)
 */
export async function loadCase(ctx: Context, id: string, version?: string): Promise<LoadedCase> {
  const report = await ctx.store.read('DiagnosticReport', id);
  const order = report.basedOn?.[0]?.reference?.split('/')[1] ?? '';
  const resource = await ctx.store.find('Basic', `_id=${encodeURIComponent(sheetId(order))}`);
  if (resource === undefined) throw errors.sheetMissing({ at: 'DiagnosticReport' });
  const current = resource.meta?.versionId;
  if (version !== undefined && version !== current) {
    throw errors.sheetChanged({ at: 'version', detail: `${version} ≠ ${current}` });
  }
  return { report, resource, sheet: sheetOf(resource) };
}

/** Written against the version it was read at; new when it has none. */
export const putEntry = (resource: FhirResource): BundleEntry => ({
  resource,
  request: {
    method: 'PUT',
    url: `${resource.resourceType}/${resource.id}`,
    ...(resource.meta?.versionId === undefined ? {} : { ifMatch: `W/"${resource.meta.versionId}"` }),
  },
});

/** The sheet as it is now, and the place of its report on the bench; `more` is written with them, all or nothing. */
export async function writeCase(
  ctx: Context,
  { report, resource }: LoadedCase,
  sheet: CaseSheet,
  more: readonly BundleEntry[] = [],
): Promise<string> {
  const [written] = await ctx.store.transaction({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      putEntry(sheetResource(resource.id ?? '', sheet, resource.subject ?? {}, resource)),
      putEntry(onBench(report, caseState(sheet))),
      ...more,
    ],
  });
  return written?.meta?.versionId ?? '';
}
