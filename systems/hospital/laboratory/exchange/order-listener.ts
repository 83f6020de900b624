import { askingChannel } from '@lienmach/core';
import type { Endpoint } from 'fhir/r4';

/** Order messages that analyzers and other laboratories understand. */
export const orderDialects = ['OML^O21', 'ORM^O01', 'OML^O33', 'ASTM^O'] as const;
type OrderDialect = (typeof orderDialects)[number];

/** Who wants to hear orders, and how. */
export interface OrderListener {
  /** the channel by which they leave */
  readonly id: string;
  readonly dialect: OrderDialect;
  /** the machine asks for its work, by the channel of its codes: only what it has to leave is told */
  readonly asks: boolean;
  /** the channel whose code map knows the machine's codes: the one its results come by */
  readonly codesOf: string;
  readonly sender: string | undefined;
  readonly receiver: string | undefined;
  readonly charset: string | undefined;
}

const listenersBy =
  (option: 'orders' | 'referrals') =>
  (endpoints: readonly Endpoint[]): (OrderListener & { readonly laboratory: string | undefined })[] =>
    endpoints.flatMap((endpoint) => {
      const channel = askingChannel(endpoint);
      const dialect = orderDialects.find((one) => one === channel?.options[option]);
      if (channel === undefined || dialect === undefined) return [];
      const { id, options, charset } = channel;
      const { 'codes-of': codesOf = id, sender, receiver, laboratory } = options;
      const asks = options['orders-by'] === 'query';
      return [{ id, dialect, asks, codesOf, sender, receiver, charset, laboratory }];
    });

/** Channels whose option `orders` names a dialect. */
export const orderListeners: (endpoints: readonly Endpoint[]) => OrderListener[] = listenersBy('orders');

/** Channels whose option `referrals` names one: they hear what is sent to the laboratory of their option `laboratory`. */
export const referralListeners = listenersBy('referrals');
