import { codeSystems } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { BundleEntry, Invoice } from 'fhir/r4';
import { markCorrected, markInvoiced, PENDING } from '../rules/counter-paper.ts';
import { correctedOf, detailsOf, keyOf, kindOf, withTag } from '../rules/e-invoice.ts';
import { someByTag } from './load-invoices.ts';
import { putEntry, transaction } from './write-e-invoice.ts';

/** The original may be corrected again, in either way if this was the first correction. */
async function freedOriginal(ctx: Context, invoice: Invoice): Promise<BundleEntry[]> {
  const [, id] = correctedOf(invoice)?.split('/') ?? [];
  if (id === undefined) return [];
  const original = await ctx.store.read('Invoice', id);
  const isFirst = (detailsOf(original).fixes ?? 0) <= 1;
  if (kindOf(invoice) === 'adjustment' && !isFirst) return [];
  return [putEntry(withTag(original, codeSystems.eInvoiceFix, undefined))];
}

/**
 * An invoice that never counted lets go of its papers: they are without an invoice again, or wait for their correction
 * again. Stopped in between, the next call goes on.
 */
export async function release(ctx: Context, invoice: Invoice): Promise<Invoice> {
  const key = keyOf(invoice);
  const isCorrection = correctedOf(invoice) !== undefined;
  for (;;) {
    const invoiced = await someByTag(ctx, 'invoicedBy', key);
    const corrected = await someByTag(ctx, 'correctedBy', key);
    if (invoiced.length + corrected.length === 0) break;
    await transaction(ctx, [
      ...invoiced.map((paper) => putEntry(markInvoiced(paper, isCorrection ? PENDING : undefined))),
      ...corrected.map((paper) => putEntry(markCorrected(paper, PENDING))),
    ]);
  }
  const cancelled: Invoice = {
    ...invoice,
    status: 'cancelled',
    cancelledReason: detailsOf(invoice).reason ?? 'Hóa đơn không được chấp nhận',
  };
  const [written] = await transaction(ctx, [putEntry(cancelled), ...(await freedOriginal(ctx, invoice))]);
  return written?.resourceType === 'Invoice' ? written : cancelled;
}
