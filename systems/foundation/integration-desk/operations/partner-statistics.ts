import { toVnDay } from '@lienmach/core';
import type { ChannelDay } from '@lienmach/exchange';
import type { Operation } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { integrators, list, out, outs, take } from './desk-parameters.ts';

interface Range {
  readonly from?: string;
  readonly to?: string;
}

const MOST = 31;
const DAY = 86_400_000;
/** minutes ahead of UTC, the whole year */
export const ZONE = 420;

/** midnight of the day, where the house stands */
export const dayStart = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) - ZONE * 60_000);

/** GET $partner-statistics: what came by each channel on each day, how much of it was parked, how fast it was answered. */
export const partnerStatistics: Operation<Range, { readonly day: readonly ChannelDay[] }> = {
  definition: {
    code: 'partner-statistics',
    title: { vi: 'Số liệu theo kênh', en: 'Figures of channels' },
    level: 'system',
    affectsState: false,
    allow: integrators,
    usesEngines: true,
    parameter: [
      take('from', 0, 'date'),
      take('to', 0, 'date'),
      list('day', [
        out('channel', 'string'),
        out('day', 'date'),
        ...outs(['count', 'applied', 'parked', 'refused'], 'integer'),
        out('p95', 'decimal', 0),
      ]),
    ],
  },
  async run(ctx, _id, { to = toVnDay(ctx.now()), from = to }) {
    const [start, end] = [dayStart(from), new Date(dayStart(to).getTime() + DAY)];
    const days = (end.getTime() - start.getTime()) / DAY;
    if (!(days >= 1 && days <= MOST)) throw errors.badRange({ at: 'from', most: MOST });
    return { day: await ctx.engines.messages.days(start, end, ZONE) };
  },
};
