import { codeSystems } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import { type JudgedPoint, QUALITY_CONTROL, readJudged } from '../rules/control-point.ts';

const FRESH_HOURS = 24;
const PAGE = 500;
/** 10,000 points of a day: what was measured before them on the same day is then not seen */
const MOST_PAGES = 20;

type Measured = Pick<JudgedPoint, 'instrument' | 'indicator' | 'lot' | 'level'>;
export const pointKey = ({ instrument, indicator, lot, level }: Measured): string =>
  [instrument, indicator, lot, level].join('^');

/**
 * The last measurement of each level that is asked for, within a day: newest first and no further than needed, so that the
 * years before are not read. One criterion: together with others the order of the index would be lost.
 */
export async function freshPoints(ctx: Context, keys: ReadonlySet<string>): Promise<ReadonlyMap<string, JudgedPoint>> {
  const since = ctx.now().getTime() - FRESH_HOURS * 3_600_000;
  const category = `${codeSystems.labObservationKind}|${QUALITY_CONTROL}`;
  const query = new URLSearchParams({ category, _sort: '-date', _count: String(PAGE) }).toString();
  const found = new Map<string, JudgedPoint>();
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES && found.size < keys.size; pages += 1) {
    const { items, next } = await ctx.store.page('Observation', query, cursor);
    const points = items.filter(({ status }) => status === 'final').flatMap((one) => readJudged(one) ?? []);
    const fresh = points.filter(({ at }) => Date.parse(at) >= since);
    for (const point of fresh) {
      const key = pointKey(point);
      if (keys.has(key) && !found.has(key)) found.set(key, point);
    }
    if (next === undefined || fresh.length < points.length) break;
    cursor = next;
  }
  return found;
}
