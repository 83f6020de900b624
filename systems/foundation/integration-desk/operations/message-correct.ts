import type { Operation } from '@lienmach/system-kit';
import { id, integrators, state } from './desk-parameters.ts';

interface Correction {
  readonly id: string;
  readonly content: string;
}

/** POST $message-correct: the mended content is handled as a message of its own; the original is kept as it came. */
export const messageCorrect: Operation<Correction, { readonly state: string; readonly message: string }> = {
  definition: {
    code: 'message-correct',
    title: { vi: 'Sửa và phát lại bản tin', en: 'Correct and replay a message' },
    level: 'system',
    affectsState: true,
    allow: integrators,
    usesEngines: true,
    parameter: [
      id,
      { name: 'content', use: 'in', min: 1, max: '1', type: 'string' },
      state,
      { name: 'message', use: 'out', min: 1, max: '1', type: 'string' },
    ],
  },
  async run(ctx, _id, { id: message, content }) {
    const raw = Buffer.from(content.replaceAll(/\r\n|\n/g, '\r'), 'utf8');
    const made = await ctx.engines.messages.correct(message, raw);
    await ctx.engines.note([`message/${message}`, `message/${made.id}`], made.state);
    return { state: made.state, message: made.id };
  },
};
