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
  /** the channel whose code map knows the machine's codes: the one its results come by */
  readonly codesOf: string;
  readonly sender: string | undefined;
  readonly receiver: string | undefined;
  readonly charset: string | undefined;
}

/** Channels whose option `orders` names a dialect. */
export const orderListeners = (endpoints: readonly Endpoint[]): OrderListener[] =>
  endpoints.flatMap((endpoint) => {
    const channel = askingChannel(endpoint);
    const dialect = orderDialects.find((one) => one === channel?.options.orders);
    if (channel === undefined || dialect === undefined) return [];
    const { id, options, charset } = channel;
    const { 'codes-of': codesOf = id, sender, receiver } = options;
    return [{ id, dialect, codesOf, sender, receiver, charset }];
  });
