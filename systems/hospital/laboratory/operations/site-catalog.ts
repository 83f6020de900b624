import { toVnDay } from '@lienmach/core';
import type { Context, RoomStore } from '@lienmach/system-kit';
import type { ActivityDefinition, ObservationDefinition } from 'fhir/r4';
import { catalogOn, type LabCatalog, type SiteRows } from '../rules/lab-catalog.ts';
import { siteRowsOf } from '../rules/site-rows.ts';

/** rows a site may have; more are not looked at */
const MOST = 2000;

interface Kept {
  /** id, version and time of the newest definitions: when they are the same, nothing has changed */
  readonly mark: string;
  /** moment, in milliseconds, from which it is read again whatever the mark says */
  readonly until: number;
  readonly rows: SiteRows;
  readonly days: Map<string, LabCatalog>;
}

/** a change whose transaction began before, and ended after, that of the newest one has no mark of its own */
const LONGEST = 60_000;
/** one house, one catalog: the engine of terminology is the house's own */
const kept = new WeakMap<object, Kept>();
/** days of specimens that are asked about at the same time */
const MOST_DAYS = 30;

const newest = '_sort=-_lastUpdated&_count=1';
const markOf = ({ items }: { readonly items: readonly (ObservationDefinition | ActivityDefinition)[] }): string =>
  items.map(({ id, meta }) => `${id}/${meta?.versionId}/${meta?.lastUpdated}`).join();

async function rowsOf(store: RoomStore): Promise<SiteRows> {
  const [indicators, tests] = await Promise.all([
    store.search('ObservationDefinition', '', MOST),
    store.search('ActivityDefinition', 'status=active', MOST),
  ]);
  return siteRowsOf([...indicators, ...tests]);
}

/**
 * The catalog of one day as this house has it. Two searches of one row say whether anybody has changed it; it is read
 * again then, and after a minute.
 *
 * @param day  ISO day in Viet Nam; absent: today
 */
export async function siteCatalog(ctx: Context, day = toVnDay(ctx.now())): Promise<LabCatalog> {
  const marks = await Promise.all([
    ctx.store.page('ObservationDefinition', newest),
    ctx.store.page('ActivityDefinition', newest),
  ]);
  const [mark, now] = [marks.map(markOf).join(' '), ctx.now().getTime()];
  let here = kept.get(ctx.terminology);
  if (here?.mark !== mark || now >= here.until) {
    here = { mark, until: now + LONGEST, rows: await rowsOf(ctx.store), days: new Map() };
    kept.set(ctx.terminology, here);
  }
  const known = here.days.get(day);
  if (known !== undefined) return known;
  if (here.days.size >= MOST_DAYS) here.days.clear();
  const catalog = catalogOn(day, here.rows);
  here.days.set(day, catalog);
  return catalog;
}
