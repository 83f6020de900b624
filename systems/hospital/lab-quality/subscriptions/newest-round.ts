import type { Context, Round } from '@lienmach/system-kit';
import { controlPages, everyFreshPoint } from '../operations/fresh-points.ts';
import { lined, retagged } from '../rules/newest-point.ts';

/** as far as a chart goes */
const LONGEST = 366 * 86_400_000;
/** houses whose points of a year were looked through since this process began */
const lookedThrough = new WeakSet<object>();

/** Points of a year without the tag of their line, a page at a time: written before there was one, or brought in from elsewhere. */
async function lineUp(ctx: Context): Promise<void> {
  if (lookedThrough.has(ctx.terminology)) return;
  for await (const page of controlPages(ctx, ctx.now().getTime() - LONGEST)) {
    for (const point of lined(page)) await ctx.store.update(point).catch(() => undefined);
  }
  lookedThrough.add(ctx.terminology);
}

/**
 * Points that were written before there were tags, brought in from elsewhere or withdrawn: the tags go where they belong, for
 * what charts and the board may still show. A point that is judged at the same moment gets them there.
 */
export const newestRound: Round = {
  id: 'newest-controls',
  everyMinutes: 60,
  actAs: ['lab-quality'],
  async run(ctx) {
    await lineUp(ctx);
    for (const point of retagged(await everyFreshPoint(ctx))) await ctx.store.update(point).catch(() => undefined);
  },
};
