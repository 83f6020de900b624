import { type Reach, reachableIds, type Sql } from '@lienmach/fhir-store';
import type { ChangeEvent } from './change-feed.ts';

export type Changes = ChangeEvent['changes'];

/** One event is looked at once for all who see the same: a hundred screens of one role are one question to the record. */
const judged = new WeakMap<Changes, Map<Reach, Promise<Changes>>>();

/** Only what the caller may see is named: a reference alone can already say too much. */
export function visibleChanges(sql: Sql, { changes }: ChangeEvent, reach: Reach): Promise<Changes> {
  const known = judged.get(changes) ?? new Map<Reach, Promise<Changes>>();
  judged.set(changes, known);
  const before = known.get(reach);
  if (before !== undefined) return before;
  const now = judge(sql, changes, reach);
  known.set(reach, now);
  return now;
}

/** Who sees all of a type hears of it, whoever sees a part of it only of what lies in it and is not deleted. */
async function judge(sql: Sql, changes: Changes, reach: Reach): Promise<Changes> {
  const visible = new Set(changes.filter(({ type }) => reach.limit(type, 'search') === 'all'));
  const narrow = changes.filter(({ type }) => typeof reach.limit(type, 'search') === 'object');
  for (const type of new Set(narrow.map((one) => one.type))) {
    const mine = narrow.filter((one) => one.type === type);
    const ids = mine.map(({ id }) => id);
    const found = await reachableIds(sql, { reach }, type, ids);
    for (const one of mine) if (found.has(one.id)) visible.add(one);
  }
  return changes.filter((one) => visible.has(one));
}
