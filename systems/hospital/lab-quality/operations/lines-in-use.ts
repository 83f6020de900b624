import { codeSystems, toVnDay } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import { type BareLine, bareLines } from '../rules/board-lines.ts';
import { CONTROL } from '../rules/control-lot.ts';
import { controlLotsInUse } from './save-control-lot.ts';

interface Kept {
  /** id and version of the control lot that changed last */
  readonly mark: string;
  readonly day: string;
  readonly until: number;
  readonly lines: ReadonlyMap<string, BareLine>;
}

/** a change whose transaction began before, and ended after, that of the newest one has no mark of its own */
const LONGEST = 60_000;
/** one house, one book of lots: the engine of terminology is the house's own */
const kept = new WeakMap<object, Kept>();

const newest = new URLSearchParams({
  category: `${codeSystems.labMaterial}|${CONTROL}`,
  _sort: '-_lastUpdated',
  _count: '1',
}).toString();

/**
 * Every pair of instrument and indicator that a lot controls today, by its key. One search of one row says whether a lot has
 * changed; the lots are read again then, on another day, and after a minute.
 */
export async function linesInUse(ctx: Context): Promise<ReadonlyMap<string, BareLine>> {
  const { items } = await ctx.store.page('Substance', newest);
  const mark = items.map(({ id, meta }) => `${id}/${meta?.versionId}/${meta?.lastUpdated}`).join();
  const [now, day] = [ctx.now().getTime(), toVnDay(ctx.now())];
  const here = kept.get(ctx.terminology);
  if (here?.mark === mark && here.day === day && now < here.until) return here.lines;
  const lines = bareLines(await controlLotsInUse(ctx), day);
  kept.set(ctx.terminology, { mark, day, until: now + LONGEST, lines });
  return lines;
}
