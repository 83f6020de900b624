import type { Subscription } from '@lienmach/system-kit';
import type { Invoice } from 'fhir/r4';
import { errors } from '../errors.ts';
import { providerOf } from '../exchange/provider-of.ts';
import { sendOne } from '../operations/send-one.ts';
import { detailsOf, kindOf, stateOf } from '../rules/e-invoice.ts';

const isWaiting = (invoice: Invoice): boolean => kindOf(invoice) !== undefined && stateOf(invoice) === 'waiting';

/** a week of attempts, five minutes apart: after that a person looks */
export const MANY_ATTEMPTS = 2000;
export const LANE = 'invoice-provider';

/**
 * An electronic invoice was made: the provider gets it, one after the other in the order of their making. While nobody
 * answers the oldest is tried again and the others wait behind it; nothing else of the house waits with them.
 */
export const onInvoiceWaiting: Subscription<'Invoice'> = {
  id: 'on-invoice-waiting',
  on: 'Invoice',
  when: (invoice) => isWaiting(invoice) && detailsOf(invoice).reason === undefined,
  actAs: ['e-invoicing'],
  key: () => LANE,
  lane: LANE,
  attempts: MANY_ATTEMPTS,
  async react(ctx, told) {
    const invoice = await ctx.store.read('Invoice', told.id ?? '');
    if (!isWaiting(invoice)) return;
    const sent = await sendOne(ctx, providerOf(ctx), invoice);
    if (sent.isAway) throw errors.providerAway({ reason: detailsOf(sent.invoice).reason });
  },
};
