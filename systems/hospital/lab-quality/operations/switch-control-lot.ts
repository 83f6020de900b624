import { addDays, toVnDay } from '@lienmach/core';
import { type Context, type Operation, one } from '@lienmach/system-kit';
import type { Substance } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type ControlTarget, lotAndLevel, targetsOf, withTargets } from '../rules/control-lot.ts';
import { LEAST_PARALLEL, ownLimits } from '../rules/parallel-limits.ts';
import { loadPoints } from './load-control.ts';
import { together } from './record-entry.ts';
import { controlLotsInUse } from './save-control-lot.ts';

interface SwitchInput {
  readonly instrument: string;
}

const PARALLEL_POINTS = 400;

const isParallelOn = (instrument: string, day: string) => (target: ControlTarget) =>
  target.instrument === instrument && target.mode === 'parallel' && (target.to === undefined || target.to >= day);

/** the limits of a target from what its lot has measured in parallel */
async function limitsOf(ctx: Context, target: ControlTarget, lot: Substance, day: string): Promise<ControlTarget> {
  const { lot: number, level } = lotAndLevel(lot);
  const points = await loadPoints(ctx, { ...target, count: PARALLEL_POINTS });
  const own = points.filter((point) => point.lot === number && point.level === level && point.isParallel);
  const next = ownLimits(
    target,
    own.map(({ value }) => value),
    day,
  );
  if (next === undefined) {
    throw errors.tooFewPoints({ at: 'instrument', indicator: target.name, count: own.length, least: LEAST_PARALLEL });
  }
  return next;
}

/** the lot that was used so far ends the day before; begun today, it never was */
function ended(lot: Substance, switched: readonly ControlTarget[], day: string): Substance {
  const yesterday = addDays(day, -1);
  const isReplaced = (old: ControlTarget): boolean =>
    old.mode === 'in-use' &&
    (old.to === undefined || old.to >= day) &&
    switched.some((next) => next.instrument === old.instrument && next.indicator === old.indicator);
  return withTargets(
    lot,
    targetsOf(lot).flatMap((old) =>
      isReplaced(old) ? (old.from > yesterday ? [] : [{ ...old, to: yesterday }]) : [old],
    ),
  );
}

/** POST Substance/{id}/$switch-control-lot: from today this lot is the one in use, with the mean and SD it measured in parallel. */
export const switchControlLot: Operation<SwitchInput, Substance> = {
  definition: {
    code: 'switch-control-lot',
    title: { vi: 'Chuyển sang lô nội kiểm mới', en: 'Switch to a new control lot' },
    resource: ['Substance'],
    level: 'instance',
    affectsState: true,
    parameter: [one('in', 'instrument', 'string'), one('out', 'return', 'Substance')],
    allow: ['lab-doctor', 'lab-head'],
    readsAs: ['lab-quality'],
  },

  async run(ctx, id, { instrument }) {
    const day = toVnDay(ctx.now());
    const lot = await ctx.store.read('Substance', id);
    const isDue = isParallelOn(instrument, day);
    const parallel = targetsOf(lot).filter(isDue);
    if (parallel.length === 0) throw errors.notParallel({ at: 'instrument' });
    const switched = await Promise.all(parallel.map((target) => limitsOf(ctx, target, lot, day)));
    const next = withTargets(lot, [...targetsOf(lot).filter((target) => !isDue(target)), ...switched]);
    const { level } = lotAndLevel(lot);
    const others = (await controlLotsInUse(ctx)).filter((one) => one.id !== id && lotAndLevel(one).level === level);
    const changed = others
      .map((one) => ({ before: one, after: ended(one, switched, day) }))
      .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
    await ctx.store.transaction(together([next, ...changed.map(({ after }) => after)]));
    return ctx.store.read('Substance', id);
  },
};
