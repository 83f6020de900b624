import { toVnIso } from '@lienmach/core';
import { combine } from '@lienmach/outcome';
import { type Context, type Operation, one } from '@lienmach/system-kit';
import type { BundleEntry, Observation, Procedure } from 'fhir/r4';
import { errors } from '../errors.ts';
import { movedUse, orderIdOfUse, stateOfUse, unitIdOfUse } from '../rules/allocation.ts';
import { isReason, unitsOrdered } from '../rules/blood-order.ts';
import { isHeld, unitMoved, unitOf } from '../rules/blood-unit.ts';
import { transfusionEnded } from '../rules/transfusion.ts';
import { signObstacles, signsResource, type VitalSigns } from '../rules/vital-signs.ts';
import { signParameters } from './bedside-verbs.ts';
import { readRunning, wayOfTransfusion } from './load-transfusion.ts';
import { usesOf } from './load-use.ts';
import { putEntry, writeAll } from './write-bank.ts';

/** POST Procedure/{id}/$observe-transfusion: vital signs while the bag runs in. */
export const observeTransfusion: Operation<VitalSigns, Observation> = {
  definition: {
    code: 'observe-transfusion',
    title: { vi: 'Theo dõi truyền máu', en: 'Observe a transfusion' },
    resource: ['Procedure'],
    level: 'instance',
    affectsState: true,
    parameter: [...signParameters, one('out', 'return', 'Observation')],
    allow: ['nurse', 'doctor'],
    readsAs: ['blood-bank'],
  },

  async run(ctx, id, input) {
    const procedure = await readRunning(ctx, id);
    const obstacles = signObstacles(input);
    if (obstacles.length > 0) throw combine(obstacles);
    const { note } = input;
    const about = {
      procedure: `Procedure/${id}`,
      patient: procedure.subject,
      encounter: procedure.encounter,
      by: ctx.actor,
      at: toVnIso(ctx.now()),
      note: typeof note === 'string' ? note : undefined,
    };
    return ctx.store.create(signsResource(input, about));
  },
};

interface EndInput {
  /** mL that ran in */
  readonly volume?: number;
  /** why it was stopped before its end */
  readonly reason?: string;
}

/** What changes when a bag stops running: the transfusion, its way, the bag, and the order when it was the last. */
export async function endEntries(
  ctx: Context,
  procedure: Procedure,
  how: { readonly volume: number | undefined; readonly reason: string | undefined },
): Promise<BundleEntry[]> {
  const at = toVnIso(ctx.now());
  const task = await wayOfTransfusion(ctx, procedure);
  const order = await ctx.store.read('ServiceRequest', orderIdOfUse(task));
  const others = await usesOf(ctx, { 'based-on': `ServiceRequest/${order.id}` });
  const done = others.filter((one) => one.id !== task.id && stateOfUse(one) === 'transfused').length + 1;
  const product = await ctx.store.read('BiologicallyDerivedProduct', unitIdOfUse(task));
  const unit = unitOf(product);
  const ended = movedUse(task, 'transfused', at, how.reason);
  const isLast = order.status === 'active' && done >= unitsOrdered(order);
  return [
    putEntry(transfusionEnded(procedure, { ...how, at })),
    putEntry({ ...ended, executionPeriod: { ...task.executionPeriod, end: at } }),
    // a bag that was recalled while it ran keeps saying why
    putEntry(unitMoved(product, 'transfused', isHeld(unit) ? unit.reason : undefined)),
    ...(isLast ? [putEntry({ ...order, status: 'completed' })] : []),
  ];
}

/** POST Procedure/{id}/$end-transfusion: the bag is empty, or was stopped for a reason that is no reaction. */
export const endTransfusion: Operation<EndInput, Procedure> = {
  definition: {
    code: 'end-transfusion',
    title: { vi: 'Kết thúc truyền', en: 'End a transfusion' },
    resource: ['Procedure'],
    level: 'instance',
    affectsState: true,
    parameter: [one('in', 'volume', 'integer', 0), one('in', 'reason', 'string', 0), one('out', 'return', 'Procedure')],
    allow: ['nurse', 'doctor'],
    readsAs: ['blood-bank'],
  },

  async run(ctx, id, { volume, reason }) {
    const procedure = await readRunning(ctx, id);
    if (reason !== undefined && !isReason(reason)) throw errors.reasonMissing({ at: 'reason' });
    await writeAll(ctx, await endEntries(ctx, procedure, { volume, reason: reason?.trim() }));
    return ctx.store.read('Procedure', id);
  },
};
