import { type ControlKey, codeSystems, controlLineTag, identifierSystems, newestControlTag } from '@lienmach/core';
import { type Context, searchEach } from '@lienmach/system-kit';
import type { DetectedIssue, Observation, Substance } from 'fhir/r4';
import { type JudgedPoint, readJudged } from '../rules/control-point.ts';
import { closedAt } from '../rules/lab-hold.ts';

export interface PointQuery {
  readonly instrument: string;
  readonly indicator: string;
  /** ISO instants, inclusive */
  readonly from?: string;
  readonly until?: string;
  readonly count: number;
}

const PAGE = 500;

/** Control points of one instrument and indicator, newest first: one range of an index, read no further than asked. */
export async function loadPoints(ctx: Context, { from, until, count, ...line }: PointQuery): Promise<JudgedPoint[]> {
  const { system, code } = controlLineTag(line);
  const query = new URLSearchParams({
    _tag: `${system}|${code}`,
    _sort: '-date',
    _count: String(Math.min(count, PAGE)),
  });
  const least = from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(from);
  const most = until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until);
  const found: JudgedPoint[] = [];
  let cursor: string | undefined;
  do {
    const { items, next } = await ctx.store.page('Observation', query.toString(), cursor);
    const points = items.filter(({ status }) => status === 'final').flatMap((one) => readJudged(one) ?? []);
    found.push(...points.filter(({ at }) => Date.parse(at) >= least && Date.parse(at) <= most));
    const isPast = items.some(({ effectiveDateTime = '' }) => Date.parse(effectiveDateTime) < least);
    cursor = isPast ? undefined : next;
  } while (cursor !== undefined && found.length < count);
  return found.slice(0, count);
}

/** The points that wear the tag of these keys: one of each, more while a later one is not judged yet. */
export const newestPoints = (ctx: Context, keys: readonly ControlKey[]): Promise<Observation[]> =>
  searchEach(
    ctx.store,
    'Observation',
    '_tag',
    keys.map((key) => {
      const { system, code } = newestControlTag(key);
      return `${system}|${code}`;
    }),
  );

/** A control lot by its number and level. */
export const findControlLot = (ctx: Context, lot: string, level: string): Promise<Substance | undefined> =>
  ctx.store.find(
    'Substance',
    new URLSearchParams({ identifier: `${identifierSystems.controlLot}|${lot}^${level}` }).toString(),
  );

const ofKey = (key: string, state: string, more: Record<string, string> = {}): string =>
  new URLSearchParams({
    identifier: `${identifierSystems.labHold}|${key}`,
    _tag: `${codeSystems.labHoldState}|${state}`,
    ...more,
  }).toString();

/** The open hold of an instrument and indicator, or of what is due; there is at most one. */
export const findOpenHold = (ctx: Context, key: string): Promise<DetectedIssue | undefined> =>
  ctx.store.find('DetectedIssue', ofKey(key, 'open'));

/** When the last failure of this pair was put right. */
export async function lastCorrection(ctx: Context, key: string): Promise<string | undefined> {
  const closed = await ctx.store.find('DetectedIssue', ofKey(key, 'closed', { _sort: '-_lastUpdated' }));
  return closed === undefined ? undefined : closedAt(closed);
}
