import type { Operation } from '@lienmach/system-kit';
import { checkReason, givenUp, id, integrators, reason } from './desk-parameters.ts';

/** POST $outgoing-cancel: the message is not sent any more; those behind it go on. */
export const outgoingCancel: Operation<{ readonly id: string; readonly reason: string }, void> = {
  definition: {
    code: 'outgoing-cancel',
    title: { vi: 'Thôi gửi bản tin, ghi lý do', en: 'Stop sending a message' },
    level: 'system',
    affectsState: true,
    allow: integrators,
    usesEngines: true,
    parameter: [id, reason],
  },
  async run(ctx, _id, { id: message, reason: given }) {
    const why = checkReason(given);
    await ctx.engines.messages.giveUp(message, givenUp(why));
    await ctx.engines.note([`outgoing/${message}`], why);
  },
};
