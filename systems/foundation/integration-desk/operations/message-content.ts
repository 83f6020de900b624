import type { Operation } from '@lienmach/system-kit';
import { maskMessage } from '../rules/mask-message.ts';
import { id, integrators } from './desk-parameters.ts';

interface Content {
  readonly content: string;
  readonly isMasked: boolean;
}

/** POST $message-content: a message as it came, without what names a person; `reveal` shows all of it and is in the access log. */
export const messageContent: Operation<{ readonly id: string; readonly reveal?: boolean }, Content> = {
  definition: {
    code: 'message-content',
    title: { vi: 'Xem bản tin gốc', en: 'See a message as it came' },
    level: 'system',
    affectsState: true,
    allow: integrators,
    usesEngines: true,
    parameter: [
      id,
      { name: 'reveal', use: 'in', min: 0, max: '1', type: 'boolean' },
      { name: 'content', use: 'out', min: 1, max: '1', type: 'string' },
      { name: 'isMasked', use: 'out', min: 1, max: '1', type: 'boolean' },
    ],
  },
  async run(ctx, _id, { id: message, reveal = false }) {
    const { raw } = await ctx.engines.messages.read(message);
    const text = raw.toString('utf8').replaceAll(/\r\n?/g, '\n');
    await ctx.engines.note([`message/${message}`], reveal ? 'revealed' : 'masked');
    return { content: reveal ? text : maskMessage(text), isMasked: !reveal };
  },
};
