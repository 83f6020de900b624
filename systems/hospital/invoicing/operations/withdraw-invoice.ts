import type { Operation } from '@lienmach/system-kit';
import type { Invoice } from 'fhir/r4';
import { errors } from '../errors.ts';
import { detailsOf, stateOf, withDetails, withState } from '../rules/e-invoice.ts';
import { readReason } from '../rules/read-reason.ts';
import { readEInvoice } from './load-invoices.ts';
import { release } from './release-papers.ts';

/**
 * POST Invoice/{id}/$withdraw-invoice: one that the provider refused, and so never was an invoice, lets its receipts go. An
 * issued invoice is never taken back: it is adjusted or replaced.
 */
export const withdrawInvoice: Operation<{ readonly reason: string }, Invoice> = {
  definition: {
    code: 'withdraw-invoice',
    title: { vi: 'Bỏ hóa đơn bị từ chối', en: 'Withdraw a refused invoice' },
    resource: ['Invoice'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'reason', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Invoice' },
    ],
    allow: ['cashier'],
    readsAs: ['cashier', 'e-invoicing'],
  },
  async run(ctx, id, input) {
    const reason = readReason(input.reason);
    const invoice = await readEInvoice(ctx, id);
    if (stateOf(invoice) !== 'parked') throw errors.notParked({ at: 'Invoice', detail: stateOf(invoice) });
    if (detailsOf(invoice).providerId !== undefined) throw errors.providerHasIt({ at: 'Invoice' });
    return release(ctx, await ctx.store.update(withDetails(withState(invoice, 'rejected'), { reason })));
  },
};
