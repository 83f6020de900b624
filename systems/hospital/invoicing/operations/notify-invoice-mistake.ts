import { createHash } from 'node:crypto';
import { toVnIso } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { Invoice } from 'fhir/r4';
import { errors } from '../errors.ts';
import { issuedInvoice } from '../exchange/invoice-message.ts';
import { providerOf } from '../exchange/provider-of.ts';
import { isIssued } from '../rules/correction.ts';
import { keyOf } from '../rules/e-invoice.ts';
import { readReason } from '../rules/read-reason.ts';
import { readEInvoice } from './load-invoices.ts';

interface MistakeInput {
  readonly buyerName?: string;
  readonly buyerAddress?: string;
  readonly reason: string;
}

const textOf = (text: string | undefined): string | undefined => text?.trim() || undefined;

/**
 * POST Invoice/{id}/$notify-invoice-mistake: notice 04/SS-HĐĐT for a wrong name or address; the invoice stays as it is.
 * The same notice again is the same notice.
 */
export const notifyInvoiceMistake: Operation<MistakeInput, Invoice> = {
  definition: {
    code: 'notify-invoice-mistake',
    title: { vi: 'Thông báo sai sót tên, địa chỉ', en: 'Notify a mistake in name or address' },
    resource: ['Invoice'],
    level: 'instance',
    affectsState: true,
    parameter: [
      ...['buyerName', 'buyerAddress'].map((name) => ({ name, use: 'in', min: 0, max: '1', type: 'string' }) as const),
      { name: 'reason', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Invoice' },
    ],
    allow: ['cashier'],
    readsAs: ['cashier', 'e-invoicing'],
  },
  async run(ctx, id, input) {
    const reason = readReason(input.reason);
    const [name, address] = [textOf(input.buyerName), textOf(input.buyerAddress)];
    if (name === undefined && address === undefined) throw errors.nothingToNotify({ at: 'buyerName' });
    const invoice = await readEInvoice(ctx, id);
    if (!isIssued(invoice)) throw errors.notIssuedYet({ at: 'Invoice.status', detail: invoice.status });
    const content = JSON.stringify([keyOf(invoice), name, address]);
    const outcome = await providerOf(ctx).notify({
      key: `ss.${createHash('sha256').update(content).digest('hex').slice(0, 24)}`,
      original: issuedInvoice(invoice),
      ...(name === undefined ? {} : { name }),
      ...(address === undefined ? {} : { address }),
      reason,
    });
    if (outcome.end === 'refused') throw errors.refusedByProvider({ reason: outcome.reason });
    if (outcome.end !== 'taken') throw errors.providerAway({ reason: outcome.reason });
    const said = [name, address].filter((text) => text !== undefined).join(', ');
    const text = `Thông báo 04/SS-HĐĐT số ${outcome.answer.noticeId}: ${said}. ${reason}`;
    if (invoice.note?.some((note) => note.text === text)) return invoice;
    const note = [...(invoice.note ?? []), { text, time: toVnIso(ctx.now()), authorReference: ctx.actor }];
    return ctx.store.update({ ...invoice, note });
  },
};
