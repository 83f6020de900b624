import type { Operation } from '@lienmach/system-kit';
import { integrators, list, out, outs } from './desk-parameters.ts';

interface Purge {
  readonly at: string;
  /** absent: channels that declare nothing and messages of none */
  readonly channel?: string;
  readonly incoming: number;
  readonly outgoing: number;
}

const MOST = 500;

/** GET $retention-figures: what the retention took away, newest first. */
export const retentionFigures: Operation<void, { readonly purge: readonly Purge[] }> = {
  definition: {
    code: 'retention-figures',
    title: { vi: 'Bản tin đã bỏ vì hết hạn', en: 'Messages removed past their time' },
    level: 'system',
    affectsState: false,
    allow: integrators,
    usesEngines: true,
    parameter: [
      list('purge', [out('at', 'instant'), out('channel', 'string', 0), ...outs(['incoming', 'outgoing'], 'integer')]),
    ],
  },
  async run(ctx) {
    const purges = await ctx.engines.messages.purges(MOST);
    return {
      purge: purges.map(({ at, channel, incoming, outgoing }) => ({
        at: at.toISOString(),
        ...(channel === undefined ? {} : { channel }),
        incoming,
        outgoing,
      })),
    };
  },
};
