import type { Subscription } from '@lienmach/system-kit';
import type { Invoice } from 'fhir/r4';
import { errors } from '../errors.ts';
import { providerOf } from '../exchange/provider-of.ts';
import { sendOne } from '../operations/send-one.ts';
import { kindOf, stateOf } from '../rules/e-invoice.ts';
import { LANE, MANY_ATTEMPTS } from './on-invoice-waiting.ts';

const underWay: ReadonlySet<string> = new Set(['created', 'signed', 'sent', 'rejected']);

const isUnderWay = (invoice: Invoice): boolean =>
  kindOf(invoice) !== undefined && invoice.status === 'draft' && underWay.has(stateOf(invoice));

/** The provider has an invoice whose code is still to come: it is asked, less and less often, unless it tells first. */
export const onInvoiceSent: Subscription<'Invoice'> = {
  id: 'on-invoice-sent',
  on: 'Invoice',
  when: isUnderWay,
  actAs: ['e-invoicing'],
  key: ({ id }) => `${LANE}/${id}`,
  lane: LANE,
  attempts: MANY_ATTEMPTS,
  async react(ctx, told) {
    const invoice = await ctx.store.read('Invoice', told.id ?? '');
    if (!isUnderWay(invoice)) return;
    const sent = await sendOne(ctx, providerOf(ctx), invoice);
    if (isUnderWay(sent.invoice)) throw errors.codeToCome();
  },
};
