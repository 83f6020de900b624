import type { Round } from '@lienmach/system-kit';
import { everyFreshPoint } from '../operations/fresh-points.ts';
import { retagged } from '../rules/newest-point.ts';

/**
 * Points that were written before the newest ones had a tag, brought in from elsewhere or withdrawn: the tag goes where it
 * belongs, for what the board may still show. A point that is judged at the same moment gets it there.
 */
export const newestRound: Round = {
  id: 'newest-controls',
  everyMinutes: 60,
  actAs: ['lab-quality'],
  async run(ctx) {
    for (const point of retagged(await everyFreshPoint(ctx))) await ctx.store.update(point).catch(() => undefined);
  },
};
