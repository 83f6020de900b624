import { parseInstant, toVnDay, toVnIso } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { DetectedIssue, Observation } from 'fhir/r4';
import { targetFor } from '../rules/control-lot.ts';
import {
  type ControlPoint,
  type JudgedPoint,
  readPoint,
  seriesBefore,
  type Verdict,
  verdictOf,
  withVerdict,
} from '../rules/control-point.ts';
import { lastAction, newHold, withEvidence } from '../rules/lab-hold.ts';
import { retagged } from '../rules/newest-point.ts';
import { judgeControl } from '../rules/westgard.ts';
import { findControlLot, findOpenHold, lastCorrection, loadPoints, newestPoints } from './load-control.ts';
import { idOf, together } from './record-entry.ts';

/** ten of each of four levels: no rule looks further back */
const HISTORY = 40;

export interface Judged {
  readonly observation: Observation;
  readonly verdict: Verdict;
  readonly hold?: DetectedIssue;
}

const shown = (value: number): string => String(value).replace('.', ',');

function holdText(point: ControlPoint, { rules, z, state }: Verdict, name: string): string {
  const why = state === 'unit-differs' ? 'khác đơn vị của đích' : `phạm luật ${rules.join(', ')}`;
  const distance = z === undefined ? '' : ` (${shown(Number(z.toFixed(2)))} SD)`;
  return `${name}, mức ${point.level}, lô ${point.lot}: ${shown(point.value)}${distance} ${why}`;
}

/** a failed point opens the hold of its pair, or stands as further evidence in the one that is open */
async function holdFor(
  ctx: Context,
  point: ControlPoint,
  id: string,
  verdict: Verdict,
  known: readonly JudgedPoint[],
): Promise<DetectedIssue | undefined> {
  const isBad = verdict.state === 'rejected' || verdict.state === 'unit-differs';
  if (!isBad || verdict.target?.mode === 'parallel') return undefined;
  const key = `${point.instrument}^${point.indicator}`;
  const name = verdict.target?.name ?? point.indicator;
  const detail = holdText(point, verdict, name);
  const open = await findOpenHold(ctx, key);
  if (open !== undefined) return withEvidence(open, id, detail);
  const lastGood = known.find(({ state, at }) => state === 'accepted' && Date.parse(at) < Date.parse(point.at));
  return newHold({
    id: idOf('hold', key, id, toVnIso(ctx.now())),
    reason: 'qc-failed',
    instrument: point.instrument,
    indicators: [{ code: point.indicator, name }],
    key,
    since: lastGood?.at ?? point.at,
    detail,
    points: [id],
  });
}

const newestOf = (...instants: readonly (string | undefined)[]): string | undefined =>
  instants
    .flatMap((one) => one ?? [])
    .toSorted((a, b) => Date.parse(a) - Date.parse(b))
    .at(-1);

/**
 * Judges a control point by its target and by what was measured before it since the last correction, and writes what was
 * decided: on the point, which is now the newest of its level where nothing later is known, and as a hold on the results of
 * the instrument when control is lost.
 */
export async function judgePoint(ctx: Context, observation: Observation): Promise<Judged> {
  const point = readPoint(observation);
  if (point === undefined) return { observation, verdict: { state: 'no-target', rules: [] } };
  const key = `${point.instrument}^${point.indicator}`;
  const [lot, known, since, open, newest] = await Promise.all([
    findControlLot(ctx, point.lot, point.level),
    loadPoints(ctx, { ...point, until: point.at, count: HISTORY }),
    lastCorrection(ctx, key),
    findOpenHold(ctx, key),
    newestPoints(ctx, [point]),
  ]);
  const others = known.filter(({ id }) => id !== observation.id);
  const day = toVnDay(parseInstant(point.at));
  const target = lot === undefined ? undefined : targetFor(lot, point, day);
  const earlier = seriesBefore(point, target?.mode ?? 'in-use', others, newestOf(since, lastAction(open)));
  const verdict = verdictOf(point, target, (value) => judgeControl(value, earlier));
  // what was corrected since is not lost again by being told again
  const isPast = since !== undefined && Date.parse(point.at) < Date.parse(since);
  const hold = isPast ? undefined : await holdFor(ctx, point, observation.id ?? '', verdict, others);
  const own = withVerdict(observation, verdict);
  const changed = retagged([own, ...newest.filter(({ id }) => id !== own.id)]);
  const judged = changed.find(({ id }) => id === own.id) ?? own;
  const before = changed.filter(({ id }) => id !== own.id);
  await ctx.store.transaction(together([judged, ...before, ...(hold === undefined ? [] : [hold])]));
  return { observation: judged, verdict, ...(hold === undefined ? {} : { hold }) };
}
