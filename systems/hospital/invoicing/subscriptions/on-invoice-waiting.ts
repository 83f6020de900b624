import type { Subscription } from '@lienmach/system-kit';
import type { Invoice } from 'fhir/r4';
import { providerOf } from '../exchange/provider-of.ts';
import { sendOne } from '../operations/send-one.ts';
import { detailsOf, kindOf, stateOf } from '../rules/e-invoice.ts';

const isNew = (invoice: Invoice): boolean =>
  kindOf(invoice) !== undefined && stateOf(invoice) === 'waiting' && detailsOf(invoice).attempts === undefined;

/** An electronic invoice was made: the provider gets it at once; when nobody answers it waits for the next round. */
export const onInvoiceWaiting: Subscription<'Invoice'> = {
  id: 'on-invoice-waiting',
  on: 'Invoice',
  when: isNew,
  actAs: ['e-invoicing'],
  async react(ctx, told) {
    const { invoicing } = ctx.site;
    const invoice = await ctx.store.read('Invoice', told.id ?? '');
    if (invoicing !== undefined && isNew(invoice)) await sendOne(ctx, providerOf(invoicing), invoice);
  },
};
