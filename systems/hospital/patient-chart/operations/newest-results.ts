import type { Context, RoomPage } from '@lienmach/system-kit';
import type { Observation } from 'fhir/r4';
import { belongsTo } from '../rules/belongs-to.ts';
import { newestPerCode } from '../rules/newest-per-code.ts';
import { ifAllowed } from './if-allowed.ts';

/** results of one search */
const PAGE = 100;
/** the search parameter takes no more alternatives */
const MOST_CODES = 400;

export interface NewestResults {
  readonly results: readonly Observation[];
  /** there are older results; some indicator may only be among them */
  readonly hasMore: boolean;
}

const escaped = (key: string): string => key.replace(/[\\,$]/g, '\\$&');

/**
 * The newest result of each indicator. The first search reads the newest results; each further one reads the newest results
 * of the indicators that were not seen yet, so rare tests of years ago are found without reading the daily ones.
 *
 * @param ids  of the record asked for, and of those it was merged with
 * @param searches  at most so many
 */
export async function newestResults(ctx: Context, ids: readonly string[], searches: number): Promise<NewestResults> {
  const query = new URLSearchParams({
    patient: `Patient/${ids[0]}`,
    category: 'laboratory',
    _sort: '-date',
    _count: String(PAGE),
  });
  let newest = new Map<string, Observation>();
  let hasMore = false;
  for (let turn = 0; turn < searches; turn += 1) {
    const page: RoomPage<Observation> | undefined = await ifAllowed(ctx.store.page('Observation', query.toString()));
    newest = newestPerCode(
      (page?.items ?? []).filter((one) => belongsTo(one, ids)),
      newest,
    );
    hasMore = page?.next !== undefined;
    const coded = [...newest.keys()].filter((key) => key.includes('|')).slice(0, MOST_CODES);
    if (!hasMore || coded.length === 0) break;
    query.set('code:not', coded.map(escaped).join(','));
  }
  return { results: [...newest.values()], hasMore };
}
