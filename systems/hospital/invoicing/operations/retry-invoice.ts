import type { Operation } from '@lienmach/system-kit';
import type { Invoice } from 'fhir/r4';
import { errors } from '../errors.ts';
import { stateOf, withDetails, withState } from '../rules/e-invoice.ts';
import { readEInvoice } from './load-invoices.ts';

/** POST Invoice/{id}/$retry-invoice: what the provider had refused is handed over again, as it is. */
export const retryInvoice: Operation<void, Invoice> = {
  definition: {
    code: 'retry-invoice',
    title: { vi: 'Gửi lại hóa đơn', en: 'Send an invoice again' },
    resource: ['Invoice'],
    level: 'instance',
    affectsState: true,
    parameter: [{ name: 'return', use: 'out', min: 1, max: '1', type: 'Invoice' }],
    allow: ['cashier'],
    readsAs: ['cashier', 'e-invoicing'],
  },
  async run(ctx, id) {
    const invoice = await readEInvoice(ctx, id);
    if (stateOf(invoice) !== 'parked') throw errors.notParked({ at: 'Invoice', detail: stateOf(invoice) });
    const again = withDetails(withState(invoice, 'waiting'), { reason: undefined });
    return ctx.store.update(again);
  },
};
