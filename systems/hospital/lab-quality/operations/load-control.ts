import { type ControlKey, codeSystems, identifierSystems, newestControlTag } from '@lienmach/core';
import { type Context, searchEach } from '@lienmach/system-kit';
import type { DetectedIssue, Observation, Substance } from 'fhir/r4';
import { type JudgedPoint, QUALITY_CONTROL, readJudged } from '../rules/control-point.ts';
import { closedAt } from '../rules/lab-hold.ts';

export interface PointQuery {
  readonly instrument: string;
  readonly indicator: string;
  /** ISO instants, inclusive */
  readonly from?: string;
  readonly until?: string;
  readonly count: number;
}

/** Control points of one instrument and indicator, newest first, one page. */
export async function loadPoints(ctx: Context, query: PointQuery): Promise<JudgedPoint[]> {
  const search = new URLSearchParams({
    category: `${codeSystems.labObservationKind}|${QUALITY_CONTROL}`,
    code: `${codeSystems.labIndicator}|${query.indicator}`,
    'device:identifier': `${identifierSystems.instrument}|${query.instrument}`,
    status: 'final',
    _sort: '-date',
    _count: String(query.count),
  });
  if (query.from !== undefined) search.append('date', `ge${query.from}`);
  if (query.until !== undefined) search.append('date', `le${query.until}`);
  const { items } = await ctx.store.page('Observation', search.toString());
  return items.flatMap((one) => readJudged(one) ?? []);
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
