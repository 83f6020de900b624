import type { MessageContext } from '@lienmach/exchange';

/** What a mapping is told beside its message, in tests: a channel called `thu` that translates nothing, unless said otherwise. */
export const messageContext = (parts: Partial<MessageContext> = {}): MessageContext => ({
  channel: { id: 'thu', partner: 'thu', options: {} },
  lists: {},
  translate: () => undefined,
  ...parts,
});
