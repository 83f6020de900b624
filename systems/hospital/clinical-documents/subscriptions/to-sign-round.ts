import { codeSystems, extensions, extensionValue, parseInstant } from '@lienmach/core';
import { type Context, type Round, searchEach } from '@lienmach/system-kit';
import type { Basic, DiagnosticReport } from 'fhir/r4';
import { markToSign } from '../operations/mark-to-sign.ts';
import { signedDocuments } from '../operations/signed-documents.ts';
import { isWaiting, markedReport, markId } from '../rules/signing-mark.ts';
import { waitsToBeSigned } from '../rules/signing-state.ts';

const HOW_FAR = 'ky-da-ra-soat';
const DAY = 86_400_000;
/** the longest that the list looked back while there were no marks */
const LOOKED_BACK = 31 * DAY;
/** writes that had begun when the last round looked */
const OVERLAP = 5 * 60_000;

/** A house that has signed nothing before does not owe a signature for all it ever released. */
async function firstInstant(ctx: Context): Promise<number> {
  const query = new URLSearchParams({
    _tag: `${codeSystems.documentSignature}|signed`,
    type: `${codeSystems.clinicalDocument}|laboratory-report`,
    _sort: 'date',
  });
  const first = await ctx.store.find('DocumentReference', query.toString());
  const begun = first?.date === undefined ? ctx.now() : parseInstant(first.date);
  return begun.getTime() - LOOKED_BACK;
}

async function markPage(ctx: Context, reports: readonly DiagnosticReport[]): Promise<void> {
  const ids = reports.map(({ id = '' }) => id);
  const [marks, signed] = await Promise.all([
    searchEach(ctx.store, 'Basic', '_id', ids.map(markId)),
    signedDocuments(ctx, ids),
  ]);
  const waiting = new Set(marks.filter(isWaiting).map(markedReport));
  for (const report of reports) {
    const { id = '' } = report;
    if (waitsToBeSigned(report, signed.get(`DiagnosticReport/${id}`)) !== waiting.has(id)) await markToSign(ctx, id);
  }
}

const lookedThrough = (before: Basic | undefined, to: Date): Basic => ({
  ...before,
  resourceType: 'Basic',
  id: HOW_FAR,
  code: { coding: [{ system: codeSystems.documentSignature, code: 'looked-through' }] },
  extension: [{ url: extensions.lookedThroughTo, valueInstant: to.toISOString() }],
});

/**
 * Reports released before there were marks, or brought in without a reaction, are marked too: each round reads what was
 * written since the last one. One that fails is done again from where it began.
 */
export const toSignRound: Round = {
  id: 'reports-to-sign',
  everyMinutes: 60,
  actAs: ['signing-marks'],
  async run(ctx) {
    const now = ctx.now();
    const before = await ctx.store.find('Basic', `_id=${HOW_FAR}`);
    const last = extensionValue(before, extensions.lookedThroughTo, 'valueInstant');
    const from = last === undefined ? await firstInstant(ctx) : parseInstant(last).getTime() - OVERLAP;
    const query = new URLSearchParams({
      _tag: `${codeSystems.labBench}|released`,
      _sort: '_lastUpdated',
      _count: '200',
    });
    query.append('_lastUpdated', `ge${new Date(from).toISOString()}`);
    query.append('_lastUpdated', `le${now.toISOString()}`);
    let cursor: string | undefined;
    let isAny = false;
    do {
      const { items, next } = await ctx.store.page('DiagnosticReport', query.toString(), cursor);
      await markPage(ctx, items);
      isAny ||= items.length > 0;
      cursor = next;
    } while (cursor !== undefined);
    // where nothing was released there is nothing to remember
    if (isAny) await ctx.store.update(lookedThrough(before, now));
  },
};
