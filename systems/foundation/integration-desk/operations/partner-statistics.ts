import { toVnDay } from '@lienmach/core';
import type { ChannelDay, PartnerFigures } from '@lienmach/exchange';
import type { Operation } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { integrators, list, out, outs, take } from './desk-parameters.ts';

interface Range {
  readonly from?: string;
  readonly to?: string;
  /** channels whose outgoing messages are counted */
  readonly channel?: readonly string[];
}

interface Figures {
  readonly day: readonly ChannelDay[];
  readonly partner: readonly PartnerFigures[];
  readonly sent: readonly { readonly channel: string; readonly count: number }[];
}

const counts = ['count', 'applied', 'parked', 'refused'];

const MOST = 31;
const MOST_CHANNELS = 500;
const DAY = 86_400_000;
/** minutes ahead of UTC, the whole year */
export const ZONE = 420;

/** midnight of the day, where the house stands */
export const dayStart = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) - ZONE * 60_000);

/**
 * GET $partner-statistics: what came by each channel and from each partner on each day, how much of it was parked, how fast it
 * was answered; of a partner also the whole range (without a day).
 */
export const partnerStatistics: Operation<Range, Figures> = {
  definition: {
    code: 'partner-statistics',
    title: { vi: 'Số liệu theo kênh và đối tác', en: 'Figures of channels and partners' },
    level: 'system',
    affectsState: false,
    allow: integrators,
    usesEngines: true,
    parameter: [
      take('from', 0, 'date'),
      take('to', 0, 'date'),
      { name: 'channel', use: 'in', min: 0, max: '*', type: 'string' },
      list('day', [
        out('channel', 'string'),
        out('day', 'date'),
        ...outs(counts, 'integer'),
        ...outs(['median', 'p95'], 'decimal', 0),
      ]),
      list('partner', [
        out('partner', 'string'),
        out('day', 'date', 0),
        ...outs(counts, 'integer'),
        ...outs(['median', 'p95'], 'decimal', 0),
      ]),
      list('sent', [out('channel', 'string'), out('count', 'integer')]),
    ],
  },
  async run(ctx, _id, { to = toVnDay(ctx.now()), from = to, channel = [] }) {
    const [start, end] = [dayStart(from), new Date(dayStart(to).getTime() + DAY)];
    const days = (end.getTime() - start.getTime()) / DAY;
    if (!(days >= 1 && days <= MOST)) throw errors.badRange({ at: 'from', most: MOST });
    const { messages } = ctx.engines;
    const [day, partner, sent] = await Promise.all([
      messages.days(start, end, ZONE),
      messages.partners(start, end, ZONE),
      messages.sent(channel.slice(0, MOST_CHANNELS), start, end),
    ]);
    return { day, partner, sent: [...sent].map(([id, count]) => ({ channel: id, count })) };
  },
};
