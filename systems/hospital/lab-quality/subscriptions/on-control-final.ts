import type { Subscription } from '@lienmach/system-kit';
import type { Observation } from 'fhir/r4';
import { openDueHolds } from '../operations/instrument-holds.ts';
import { judgePoint } from '../operations/judge-point.ts';
import { isControlPoint, isJudged, readPoint } from '../rules/control-point.ts';

const pairOf = (observation: Observation): string => {
  const point = readPoint(observation);
  return point === undefined ? `control ${observation.id}` : `control ${point.instrument}^${point.indicator}`;
};

/**
 * A control point of an analyzer is judged once, in the order of its instrument and indicator. Every instrument is controlled
 * daily, so this is also when calibrations and opened lots past their day are found.
 */
export const onControlFinal: Subscription<'Observation'> = {
  id: 'on-control-final',
  on: 'Observation',
  when: (observation) => observation.status === 'final' && isControlPoint(observation) && !isJudged(observation),
  actAs: ['lab-quality'],
  key: pairOf,
  async react(ctx, told) {
    const observation = await ctx.store.read('Observation', told.id ?? '');
    const point = readPoint(observation);
    if (isJudged(observation) || point === undefined) return;
    await judgePoint(ctx, observation);
    await openDueHolds(ctx, point.instrument);
  },
};
