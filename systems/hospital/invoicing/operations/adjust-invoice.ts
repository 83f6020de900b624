import type { Context, Operation, OperationParameter } from '@lienmach/system-kit';
import type { Invoice, Reference } from 'fhir/r4';
import { errors } from '../errors.ts';
import { paperNumber } from '../rules/counter-paper.ts';
import { readReason } from '../rules/read-reason.ts';
import { adjust } from './correct-invoice.ts';
import { refundedPapers } from './day-papers.ts';
import { adjustedDong, readEInvoice } from './load-invoices.ts';
import { originalOf } from './original-of.ts';

interface AdjustInput {
  readonly paper: readonly Reference[];
  readonly reason: string;
}

/** in: refunds and cancelled receipts that change the invoice */
export const paperParameter = (min: number): OperationParameter => ({
  name: 'paper',
  use: 'in',
  min,
  max: '*',
  type: 'Reference',
});

/** The papers that change this invoice and no other. @throws invoicing.otherInvoice, 404 */
export async function papersFor(
  ctx: Context,
  original: Invoice,
  references: readonly Reference[] = [],
): Promise<Invoice[]> {
  const papers: Invoice[] = [];
  for (const reference of new Map(references.map((one) => [one.reference, one])).values()) {
    papers.push(await ctx.store.follow('Invoice', reference));
  }
  const refunded = await refundedPapers(ctx, papers);
  for (const paper of papers) {
    const changed = await originalOf(ctx, paper, refunded);
    if (changed?.id !== original.id) throw errors.otherInvoice({ at: 'paper', number: paperNumber(paper) });
  }
  return papers;
}

/** POST Invoice/{id}/$adjust-invoice: an adjustment with the sign of what the papers changed. */
export const adjustInvoice: Operation<AdjustInput, Invoice> = {
  definition: {
    code: 'adjust-invoice',
    title: { vi: 'Lập hóa đơn điều chỉnh', en: 'Adjust an invoice' },
    resource: ['Invoice'],
    level: 'instance',
    affectsState: true,
    parameter: [
      paperParameter(1),
      { name: 'reason', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Invoice' },
    ],
    allow: ['cashier'],
    readsAs: ['cashier', 'e-invoicing'],
  },
  async run(ctx, id, input) {
    const reason = readReason(input.reason);
    const original = await readEInvoice(ctx, id);
    const papers = await papersFor(ctx, original, input.paper);
    return adjust(ctx, { original, papers, reason }, await adjustedDong(ctx, original));
  },
};
