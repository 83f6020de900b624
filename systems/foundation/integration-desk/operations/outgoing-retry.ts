import type { Operation } from '@lienmach/system-kit';
import { id, integrators } from './desk-parameters.ts';

/** POST $outgoing-retry: a message that did not reach its partner is sent again at once. */
export const outgoingRetry: Operation<{ readonly id: string }, void> = {
  definition: {
    code: 'outgoing-retry',
    title: { vi: 'Gửi lại bản tin', en: 'Send a message again' },
    level: 'system',
    affectsState: true,
    allow: integrators,
    usesEngines: true,
    parameter: [id],
  },
  async run(ctx, _id, { id: message }) {
    await ctx.engines.messages.sendAgain(message);
    await ctx.engines.note([`outgoing/${message}`]);
  },
};
