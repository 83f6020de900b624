import { type ControlKey, codeSystems } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { Observation } from 'fhir/r4';
import { type JudgedPoint, QUALITY_CONTROL } from '../rules/control-point.ts';
import { newestOf } from '../rules/newest-point.ts';
import { newestPoints } from './load-control.ts';

const FRESH_HOURS = 24;
const PAGE = 500;

const freshFrom = (ctx: Context): number => ctx.now().getTime() - FRESH_HOURS * 3_600_000;

/** The last measurement of each level that is asked for, by its key, where it was within a day. */
export async function freshPoints(
  ctx: Context,
  keys: readonly ControlKey[],
): Promise<ReadonlyMap<string, JudgedPoint>> {
  const since = freshFrom(ctx);
  const newest = [...newestOf(await newestPoints(ctx, keys))].map(([key, { point }]) => [key, point] as const);
  return new Map(newest.filter(([, { at }]) => Date.parse(at) >= since));
}

/** Everything measured since then, newest first, a page after the other: one criterion, so that the order of the index is not lost. */
export async function* controlPages(ctx: Context, since: number): AsyncGenerator<Observation[]> {
  const category = `${codeSystems.labObservationKind}|${QUALITY_CONTROL}`;
  const query = new URLSearchParams({ category, _sort: '-date', _count: String(PAGE) }).toString();
  let cursor: string | undefined;
  do {
    const { items, next } = await ctx.store.page('Observation', query, cursor);
    const isOld = ({ effectiveDateTime = '' }: Observation): boolean => Date.parse(effectiveDateTime) < since;
    yield items.filter((one) => !isOld(one));
    cursor = items.some(isOld) ? undefined : next;
  } while (cursor !== undefined);
}

/** Everything measured within a day. */
export const everyFreshPoint = async (ctx: Context): Promise<Observation[]> =>
  (await Array.fromAsync(controlPages(ctx, freshFrom(ctx)))).flat();
