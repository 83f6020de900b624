import { codeSystems, extensions, identifierSystems } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { Basic, BundleEntry } from 'fhir/r4';
import { caseNumber } from '../rules/case-number.ts';

/**
 * The next number of a series and the resource that says it is taken: written in the transaction of the case, against the
 * version it was read at, so that no number is given twice and none is lost.
 */
export async function nextCaseNumber(ctx: Context, series: string): Promise<{ number: string; counter: Basic }> {
  const id = `series-${series}`;
  const known = await ctx.store.find('Basic', `_id=${id}`);
  const last = known?.extension?.find(({ url }) => url === extensions.pathologySeries)?.valueInteger ?? 0;
  const count = last + 1;
  const counter: Basic = {
    ...known,
    resourceType: 'Basic',
    id,
    identifier: [{ system: identifierSystems.pathologySeries, value: series }],
    code: { coding: [{ system: codeSystems.pathology, code: 'series' }] },
    extension: [{ url: extensions.pathologySeries, valueInteger: count }],
  };
  return { number: caseNumber(series, count), counter };
}

/** The first number of a year has nothing to be compared with: then nobody may have written one. */
export const putCounter = (counter: Basic): BundleEntry => ({
  resource: counter,
  request: { method: 'PUT', url: `Basic/${counter.id}`, ifMatch: `W/"${counter.meta?.versionId ?? 0}"` },
});
