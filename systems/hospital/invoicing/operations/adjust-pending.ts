import { isFhirError } from '@lienmach/outcome';
import type { Context } from '@lienmach/system-kit';
import type { Invoice } from 'fhir/r4';
import { changeBy, isIssued } from '../rules/correction.ts';
import { markCorrected, markFixed, markInvoiced, PENDING } from '../rules/counter-paper.ts';
import { keyOf, kindOf } from '../rules/e-invoice.ts';
import { adjust } from './correct-invoice.ts';
import { refundedPapers } from './day-papers.ts';
import { adjustedDong, byTag, CHUNK } from './load-invoices.ts';
import { originalOf } from './original-of.ts';
import { putEntry, transaction } from './write-e-invoice.ts';

/** Papers whose money an issued invoice has and should not, or lacks, and that no correction names yet. */
export const pendingPapers = async (ctx: Context): Promise<Invoice[]> => [
  ...(await byTag(ctx, 'invoicedBy', PENDING)),
  ...(await byTag(ctx, 'correctedBy', PENDING)),
];

export interface Pending {
  readonly original: Invoice | undefined;
  readonly papers: readonly Invoice[];
}

/** The same, by the invoice that they change. */
export async function pendingByOriginal(ctx: Context): Promise<Pending[]> {
  const papers = await pendingPapers(ctx);
  const refunded = await refundedPapers(ctx, papers);
  const groups = new Map<string, { original: Invoice | undefined; papers: Invoice[] }>();
  for (const paper of papers) {
    const original = await originalOf(ctx, paper, refunded);
    const group = groups.get(original?.id ?? '') ?? { original, papers: [] };
    group.papers.push(paper);
    groups.set(original?.id ?? '', group);
  }
  return [...groups.values()];
}

export interface Adjusted {
  readonly made: readonly Invoice[];
  /** papers that wait for a person, or for the code of their invoice */
  readonly waiting: number;
}

/**
 * One adjustment of one summary. Papers that cancel each other out leave it as it is: it holds them from now on.
 *
 * @returns undefined for nothing to issue, `refused` when these papers cannot change this invoice: the others go on
 * @throws store.versionConflict and what else is no rule of invoices
 */
async function adjustOne(
  ctx: Context,
  original: Invoice,
  papers: readonly Invoice[],
): Promise<Invoice | 'refused' | undefined> {
  const reason = 'Hoàn tiền, hủy hoặc bổ sung phiếu thu sau khi lập hóa đơn tổng';
  try {
    const change = papers.reduce((sum, paper) => sum + changeBy(paper, original), 0n);
    if (change !== 0n) return await adjust(ctx, { original, papers, reason }, await adjustedDong(ctx, original));
    await transaction(
      ctx,
      papers.map((paper) => putEntry(markFixed(paper, keyOf(original)))),
    );
    return undefined;
  } catch (thrown) {
    if (!isFhirError(thrown) || thrown.code?.startsWith('invoicing.') !== true) throw thrown;
    return 'refused';
  }
}

/**
 * Adjusts the summaries that refunds, cancelled and late receipts have changed: one adjustment for each. Invoices with a
 * buyer's name wait for a person, and so does a summary without its code.
 */
export async function adjustPending(ctx: Context): Promise<Adjusted> {
  const made: Invoice[] = [];
  let waiting = 0;
  for (const { original, papers } of await pendingByOriginal(ctx)) {
    if (original === undefined) {
      // the invoice never counted after all: the paper is like any other again
      await transaction(
        ctx,
        papers.map((paper) => putEntry(markCorrected(markInvoiced(paper, undefined), undefined))),
      );
    } else if (kindOf(original) === 'summary' && isIssued(original)) {
      const now = papers.slice(0, CHUNK);
      const adjustment = await adjustOne(ctx, original, now);
      if (adjustment !== undefined && adjustment !== 'refused') made.push(adjustment);
      waiting += papers.length - (adjustment === 'refused' ? 0 : now.length);
    } else waiting += papers.length;
  }
  return { made, waiting };
}
