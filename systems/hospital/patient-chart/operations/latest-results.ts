import type { Context, RoomPage } from '@lienmach/system-kit';
import type { Observation } from 'fhir/r4';
import { belongsTo } from '../rules/belongs-to.ts';
import { newestPerCode } from '../rules/newest-per-code.ts';
import { ifAllowed } from './if-allowed.ts';

const PAGE = 150;
/** searches at most: what is older than the newest 150, then what is older than that without these indicators, … */
const ROUNDS = 4;

/** the search parameter takes no more alternatives */
const MOST_CODES = 400;

const escaped = (key: string): string => key.replace(/[\\,$]/g, '\\$&');

/**
 * The newest result of each indicator in at most four searches: each asks for the newest results of the indicators that were
 * not seen yet, so rare tests of years ago are found without reading the daily ones.
 */
export async function latestResults(ctx: Context, id: string): Promise<Observation[]> {
  const query = new URLSearchParams({
    patient: `Patient/${id}`,
    category: 'laboratory',
    _sort: '-date',
    _count: String(PAGE),
  });
  let newest = new Map<string, Observation>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const page: RoomPage<Observation> | undefined = await ifAllowed(ctx.store.page('Observation', query.toString()));
    newest = newestPerCode(
      (page?.items ?? []).filter((one) => belongsTo(one, id)),
      newest,
    );
    const coded = [...newest.keys()].filter((key) => key.includes('|')).slice(0, MOST_CODES);
    if (page?.next === undefined || coded.length === 0) break;
    query.set('code:not', coded.map(escaped).join(','));
  }
  return [...newest.values()];
}
