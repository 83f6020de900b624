import { staffRoles } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';

interface Link {
  readonly channel: string;
  readonly state: 'ok' | 'slow' | 'down';
  readonly waiting: number;
  readonly since?: string;
  readonly lastSent?: string;
}

/** tries without an answer after which a channel counts as down */
const DOWN = 3;

/** GET $link-state: how the partner channels do, for the top bar of everybody: how many wait, since when. */
export const linkState: Operation<void, { readonly link: readonly Link[] }> = {
  definition: {
    code: 'link-state',
    title: { vi: 'Kết nối với đối tác', en: 'Links with partners' },
    level: 'system',
    affectsState: false,
    allow: [...staffRoles, 'integrator'],
    usesEngines: true,
    parameter: [
      {
        name: 'link',
        use: 'out',
        min: 0,
        max: '*',
        part: [
          { name: 'channel', use: 'out', min: 1, max: '1', type: 'string' },
          { name: 'state', use: 'out', min: 1, max: '1', type: 'code' },
          { name: 'waiting', use: 'out', min: 1, max: '1', type: 'integer' },
          { name: 'since', use: 'out', min: 0, max: '1', type: 'instant' },
          { name: 'lastSent', use: 'out', min: 0, max: '1', type: 'instant' },
        ],
      },
    ],
  },
  async run(ctx) {
    const links = await ctx.engines.messages.links(ctx.site.partners.map(({ id }) => id));
    return {
      link: links.map(({ channel, waiting, attempts, waitingSince, lastSent }) => ({
        channel,
        state: waiting === 0 ? 'ok' : attempts >= DOWN ? 'down' : 'slow',
        waiting,
        ...(waitingSince === undefined ? {} : { since: waitingSince.toISOString() }),
        ...(lastSent === undefined ? {} : { lastSent: lastSent.toISOString() }),
      })),
    };
  },
};
