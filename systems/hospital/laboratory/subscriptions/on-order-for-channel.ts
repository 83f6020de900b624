import type { Subscription } from '@lienmach/system-kit';
import { orderListeners } from '../exchange/order-listener.ts';
import { isToldToMachines, tellOrder } from './tell-order.ts';

/** Channels that one laboratory has: more is no laboratory. */
const MOST_CHANNELS = 200;

/** An order, or its cancellation, goes to the analyzers that are channels: data alone, `orders` in the options says in which dialect. */
export const onOrderForChannel: Subscription<'ServiceRequest'> = {
  id: 'on-order-for-channel',
  on: 'ServiceRequest',
  wantedBy: 'orders',
  when: isToldToMachines,
  actAs: ['integration', 'order-teller'],
  async react(ctx, order) {
    const endpoints = await ctx.store.search('Endpoint', 'status=active', MOST_CHANNELS);
    await tellOrder(ctx, order, orderListeners(endpoints));
  },
};
