import type { Subscription } from '@lienmach/system-kit';
import type { Observation } from 'fhir/r4';
import { judgePoint } from '../operations/judge-point.ts';
import { isControlPoint, isJudged, readPoint } from '../rules/control-point.ts';

const pairOf = (observation: Observation): string => {
  const point = readPoint(observation);
  return point === undefined ? `control ${observation.id}` : `control ${point.instrument}^${point.indicator}`;
};

/** A control point of an analyzer is judged once, in the order of its instrument and indicator. */
export const onControlFinal: Subscription<'Observation'> = {
  id: 'on-control-final',
  on: 'Observation',
  when: (observation) => observation.status === 'final' && isControlPoint(observation) && !isJudged(observation),
  actAs: ['lab-quality'],
  key: pairOf,
  async react(ctx, told) {
    const observation = await ctx.store.read('Observation', told.id ?? '');
    if (isJudged(observation) || readPoint(observation) === undefined) return;
    await judgePoint(ctx, observation);
  },
};
