import { parseInstant, toVnDay } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { Basic, BundleEntry, DiagnosticReport } from 'fhir/r4';
import { isWaiting, markId, signingMark } from '../rules/signing-mark.ts';
import { waitsToBeSigned } from '../rules/signing-state.ts';
import { signedDocuments } from './signed-documents.ts';

export const findMark = (ctx: Context, report: string): Promise<Basic | undefined> =>
  ctx.store.find('Basic', `_id=${markId(report)}`);

const dayOf = ({ issued }: DiagnosticReport, now: Date): string =>
  toVnDay(issued === undefined ? now : parseInstant(issued));

/** The mark of a report, against the version it was read at: nobody else has set it or taken it off since. */
export function markEntry(
  ctx: Context,
  report: DiagnosticReport,
  waits: boolean,
  before: Basic | undefined,
): BundleEntry {
  const resource = signingMark(report.id ?? '', waits, dayOf(report, ctx.now()), before);
  return {
    resource,
    request: { method: 'PUT', url: `Basic/${resource.id}`, ifMatch: `W/"${before?.meta?.versionId ?? 0}"` },
  };
}

/**
 * Sets the mark of a report or takes it off, as report and signature are now. The mark is read first: who signs meanwhile
 * writes it, and then this write finds another version and is done again.
 */
export async function markToSign(ctx: Context, id: string): Promise<void> {
  const mark = await findMark(ctx, id);
  const report = await ctx.store.find('DiagnosticReport', `_id=${id}`);
  if (report === undefined) return;
  const signed = (await signedDocuments(ctx, [id])).get(`DiagnosticReport/${id}`);
  const waits = waitsToBeSigned(report, signed);
  if (waits === isWaiting(mark)) return;
  await ctx.store.transaction({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [markEntry(ctx, report, waits, mark)],
  });
}
