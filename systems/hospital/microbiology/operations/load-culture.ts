import { codeSystems, parseInstant, toVnDay } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { Basic, BundleEntry, DiagnosticReport, FhirResource } from 'fhir/r4';
import { organismOf } from '../catalogs/organisms.ts';
import { seedLines, seedStandard } from '../catalogs/seed-breakpoints.ts';
import { errors } from '../errors.ts';
import { type BreakpointStandard, readBreakpoint, standardOn } from '../rules/breakpoint.ts';
import { type JudgedIsolate, judgeIsolate } from '../rules/judge-isolate.ts';
import { BREAKPOINTS, standardOf } from '../rules/standard-resource.ts';
import { dayOf, type Worksheet, worksheetOf } from '../rules/worksheet.ts';

/** how often a hospital changes its standard, for a lifetime */
const MOST_STANDARDS = 100;

export const worksheetId = (order: string): string => `culture-${order}`;

const seed: BreakpointStandard = {
  ...seedStandard,
  lines: seedLines
    .trim()
    .split('\n')
    .flatMap((line) => readBreakpoint(line) ?? []),
};

/** The standard on a day: of the hospital where it has brought one, else the small table that comes along. */
export async function loadStandard(ctx: Context, day: string): Promise<BreakpointStandard | undefined> {
  const query = new URLSearchParams({ code: `${codeSystems.microbiology}|${BREAKPOINTS}` }).toString();
  const own = (await ctx.store.search('Basic', query, MOST_STANDARDS)).map(standardOf);
  return standardOn(own, day) ?? standardOn([seed], day);
}

export interface LoadedCulture {
  readonly report: DiagnosticReport;
  readonly worksheet: Basic;
  readonly sheet: Worksheet;
  /** days since the specimen came */
  readonly day: number;
  readonly standard: BreakpointStandard | undefined;
}

/** Days since the specimen of a sheet came. */
export const daysOf = (ctx: Context, { receivedAt }: Worksheet): number =>
  dayOf(toVnDay(parseInstant(receivedAt)), toVnDay(ctx.now()));

/**
 * A culture by its report, with the breakpoints of the day on which the specimen came.
 *
 * @param version  of the worksheet as it was read. @throws 404, microbiology.sheetMissing, sheetChanged (412)
 */
export async function loadCulture(ctx: Context, id: string, version?: string): Promise<LoadedCulture> {
  const report = await ctx.store.read('DiagnosticReport', id);
  const order = report.basedOn?.[0]?.reference?.split('/')[1] ?? '';
  const worksheet = await ctx.store.find('Basic', `_id=${encodeURIComponent(worksheetId(order))}`);
  if (worksheet === undefined) throw errors.sheetMissing({ at: 'DiagnosticReport' });
  const current = worksheet.meta?.versionId;
  if (version !== undefined && version !== current) {
    throw errors.sheetChanged({ at: 'version', detail: `${version} ≠ ${current}` });
  }
  const sheet = worksheetOf(worksheet);
  const standard = await loadStandard(ctx, toVnDay(parseInstant(sheet.receivedAt)));
  return { report, worksheet, sheet, day: daysOf(ctx, sheet), standard };
}

/** Every isolate of a sheet, judged. */
export const judgeSheet = (sheet: Worksheet, standard: BreakpointStandard | undefined): JudgedIsolate[] =>
  sheet.isolates.map(({ organism, method, results }) => {
    const { code, group } = organismOf(organism) ?? { code: organism, group: 'other' as const };
    return judgeIsolate(results, { organism: { code, group }, method, site: sheet.kind, standard });
  });

/** All of these or none, each against the version it was read at. */
export const putEntry = (resource: FhirResource): BundleEntry => ({
  resource,
  request: {
    method: 'PUT',
    url: `${resource.resourceType}/${resource.id}`,
    ...(resource.meta?.versionId === undefined ? {} : { ifMatch: `W/"${resource.meta.versionId}"` }),
  },
});
