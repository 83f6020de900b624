import type { Operation } from '@lienmach/system-kit';
import { checkReason, givenUp, id, integrators, reason } from './desk-parameters.ts';

/** POST $message-refuse: a person gives a parked message up and says why; it stays in the log. */
export const messageRefuse: Operation<{ readonly id: string; readonly reason: string }, void> = {
  definition: {
    code: 'message-refuse',
    title: { vi: 'Bỏ bản tin, ghi lý do', en: 'Give a message up' },
    level: 'system',
    affectsState: true,
    allow: integrators,
    usesEngines: true,
    parameter: [id, reason],
  },
  async run(ctx, _id, { id: message, reason: given }) {
    const why = checkReason(given);
    await ctx.engines.messages.refuse(message, givenUp(why));
    await ctx.engines.note([`message/${message}`], why);
  },
};
