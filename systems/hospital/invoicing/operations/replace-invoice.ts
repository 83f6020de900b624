import type { Operation } from '@lienmach/system-kit';
import type { Invoice, Reference } from 'fhir/r4';
import { type BuyerInput, buyerOf } from '../rules/buyer.ts';
import { readReason } from '../rules/read-reason.ts';
import { paperParameter, papersFor } from './adjust-invoice.ts';
import { replace } from './correct-invoice.ts';
import { buyerParameters } from './issue-invoice.ts';
import { readEInvoice } from './load-invoices.ts';

interface ReplaceInput extends BuyerInput {
  readonly paper?: readonly Reference[];
  readonly reason: string;
}

const hasBuyer = ({ buyerName, taxNumber, personalNumber, buyerAddress, buyerEmail }: BuyerInput): boolean =>
  [buyerName, taxNumber, personalNumber, buyerAddress, buyerEmail].some((text) => (text ?? '').trim() !== '');

/** POST Invoice/{id}/$replace-invoice: a new invoice in its place: another buyer, or the money that is left. */
export const replaceInvoice: Operation<ReplaceInput, Invoice> = {
  definition: {
    code: 'replace-invoice',
    title: { vi: 'Lập hóa đơn thay thế', en: 'Replace an invoice' },
    resource: ['Invoice'],
    level: 'instance',
    affectsState: true,
    parameter: [
      paperParameter(0),
      { name: 'reason', use: 'in', min: 1, max: '1', type: 'string' },
      ...buyerParameters,
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Invoice' },
    ],
    allow: ['cashier'],
    readsAs: ['cashier', 'e-invoicing'],
  },
  async run(ctx, id, input) {
    const reason = readReason(input.reason);
    const original = await readEInvoice(ctx, id);
    const papers = await papersFor(ctx, original, input.paper);
    return replace(ctx, { original, papers, reason }, hasBuyer(input) ? buyerOf(input) : undefined);
  },
};
