import type { CaseResult, SearchCase } from './cases/search-case.ts';
import { expectedIds } from './expected/expected-ids.ts';
import type { LoadedSet } from './expected/loaded-set.ts';
import type { Door } from './open-door.ts';

const few = (ids: readonly string[]): string => `${ids.length} (${ids.slice(0, 4).join(', ')})`;

/** Makes one search at the door and compares what comes back with what the evaluation found. */
export async function runSearch(door: Door, set: LoadedSet, one: SearchCase): Promise<CaseResult> {
  let verdict = { case: one, finds: false, excludes: false };
  try {
    const wanted = expectedIds(set, one.type, one.criteria);
    verdict = { case: one, finds: wanted.size > 0, excludes: wanted.size < set.of(one.type).length };
    const trouble = await differenceAt(door, one, wanted);
    return trouble === '' ? { ...verdict, isPassed: true } : { ...verdict, isPassed: false, detail: trouble };
  } catch (thrown) {
    return { ...verdict, isPassed: false, detail: String(thrown).slice(0, 300) };
  }
}

/** Empty when the answer is what the evaluation found. */
async function differenceAt(door: Door, one: SearchCase, wanted: ReadonlySet<string>): Promise<string> {
  const query = new URLSearchParams(one.criteria.map(([name, value]) => [name, value]));
  query.set('_elements', 'id');
  query.set('_count', '1000');
  const ids = (await door.search(one.type, query)).map(({ id }) => id ?? '');
  const found = new Set(ids);
  const lost = [...wanted].filter((id) => !found.has(id));
  const extra = [...found].filter((id) => !wanted.has(id));
  const repeated = ids.length - found.size;
  const parts = [
    lost.length > 0 ? `lost ${few(lost)}` : '',
    extra.length > 0 ? `too many ${few(extra)}` : '',
    repeated > 0 ? `${repeated} twice` : '',
  ];
  return parts.filter((part) => part !== '').join('; ');
}
