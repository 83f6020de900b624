import type { Subscription } from '@lienmach/system-kit';
import { callBackEntries } from '../operations/call-back-referral.ts';
import { referralsOf } from '../operations/refer-orders.ts';
import { stateOf } from '../rules/referral-task.ts';

/** An order that was called off is measured nowhere. */
export const onOrderCalledOff: Subscription<'ServiceRequest'> = {
  id: 'on-referred-order-called-off',
  on: 'ServiceRequest',
  when: ({ status }) => status === 'revoked' || status === 'entered-in-error',
  actAs: ['lab-referral'],

  async react(ctx, order) {
    for (const task of (await referralsOf(ctx, [order])).values()) {
      if (stateOf(task) === undefined) continue;
      const entry = await callBackEntries(ctx, task, 'Chỉ định đã hủy');
      await ctx.store.transaction({ resourceType: 'Bundle', type: 'transaction', entry });
    }
  },
};
