import type { Context, Subscription } from '@lienmach/system-kit';
import { type OrderListener, orderDialects } from '../exchange/order-listener.ts';
import { isToldToMachines, tellOrder } from './tell-order.ts';

const isDialect = (text: string | undefined): text is OrderListener['dialect'] =>
  orderDialects.some((one) => one === text);

/** Analyzers of the site file, each with the order message it understands. */
const listenersOf = ({ site }: Context): OrderListener[] =>
  site.partners.flatMap(({ id, orderMessage, sendingApplication, receivingApplication, charset }) =>
    isDialect(orderMessage)
      ? [
          {
            id,
            dialect: orderMessage,
            asks: false,
            codesOf: id,
            sender: sendingApplication,
            receiver: receivingApplication,
            charset,
          },
        ]
      : [],
  );

/** An order, or its cancellation, goes to the analyzers of the site that want to hear it. Told twice, it leaves once: the control id is its number. */
export const onOrderActive: Subscription<'ServiceRequest'> = {
  id: 'on-order-active',
  on: 'ServiceRequest',
  when: isToldToMachines,
  actAs: ['integration'],
  react: (ctx, order) => tellOrder(ctx, order, listenersOf(ctx)),
};
