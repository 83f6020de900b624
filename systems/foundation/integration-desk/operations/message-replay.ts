import type { Operation } from '@lienmach/system-kit';
import { id, integrators, state } from './desk-parameters.ts';

/** POST $message-replay: the message is handled again, after its cause was removed. */
export const messageReplay: Operation<{ readonly id: string }, { readonly state: string }> = {
  definition: {
    code: 'message-replay',
    title: { vi: 'Phát lại bản tin', en: 'Replay a message' },
    level: 'system',
    affectsState: true,
    allow: integrators,
    usesEngines: true,
    parameter: [id, state],
  },
  async run(ctx, _id, { id: message }) {
    const after = await ctx.engines.messages.replay(message);
    await ctx.engines.note([`message/${message}`], after);
    return { state: after };
  },
};
