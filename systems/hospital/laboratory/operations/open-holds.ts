import { codeSystems, identifierSystems } from '@lienmach/core';
import { combine } from '@lienmach/outcome';
import type { Context } from '@lienmach/system-kit';
import type { Observation } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type Hold, heldBy, holdOf } from '../rules/quality-hold.ts';

/** holds that are open at the same time; more are a laboratory that stands still: it is said, and nothing is verified */
const MOST = 2000;

/** What quality control holds back now. @throws system-kit.tooMany: a hold that is not read holds nothing back */
export async function openHolds(ctx: Context): Promise<Hold[]> {
  const query = new URLSearchParams({ _tag: `${codeSystems.labHoldState}|open` });
  const items = await ctx.store.search('DetectedIssue', query.toString(), MOST);
  return items.flatMap((issue) => holdOf(issue, identifierSystems.instrument, codeSystems.labIndicator) ?? []);
}

/** @throws laboratory.underHold: no result of an instrument under an open hold is verified */
export async function refuseHeld(ctx: Context, results: readonly Observation[]): Promise<void> {
  const holds = await openHolds(ctx);
  // what could not be measured is no value that a hold keeps back
  const told = results.filter(({ status }) => status !== 'cancelled');
  const refusals = holds.flatMap((hold) => {
    const names = told.filter((result) => heldBy(result, [hold])).map(({ code }) => code.text ?? '');
    return names.length === 0
      ? []
      : [errors.underHold({ at: 'DiagnosticReport.result', instrument: hold.instrument, names: names.join(', ') })];
  });
  if (refusals.length > 0) throw combine(refusals);
}
