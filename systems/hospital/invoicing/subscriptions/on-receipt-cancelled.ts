import type { Subscription } from '@lienmach/system-kit';
import { markCorrected, needsCorrecting, PENDING } from '../rules/counter-paper.ts';

/** A receipt was cancelled after an invoice had taken its money in: the invoice must be corrected. Told twice it is marked once. */
export const onReceiptCancelled: Subscription<'Invoice'> = {
  id: 'on-receipt-cancelled',
  on: 'Invoice',
  when: needsCorrecting,
  actAs: ['e-invoicing'],
  async react(ctx, told) {
    const paper = await ctx.store.read('Invoice', told.id ?? '');
    if (needsCorrecting(paper)) await ctx.store.update(markCorrected(paper, PENDING));
  },
};
