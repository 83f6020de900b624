import { codeSystems, toVnIso } from '@lienmach/core';
import { combine } from '@lienmach/outcome';
import { type Context, type Operation, type OperationParameter, one, searchEach } from '@lienmach/system-kit';
import type { Procedure, Task } from 'fhir/r4';
import { componentOf } from '../catalogs/components.ts';
import { REACTION_CHECK } from '../catalogs/reactions.ts';
import { errors } from '../errors.ts';
import { movedUse, outputsOf, withOutput } from '../rules/allocation.ts';
import { bedsideObstacles, type Check, hasTwoChecks } from '../rules/bedside-obstacles.ts';
import { bedsideResource } from '../rules/blood-findings.ts';
import { emergencyOf } from '../rules/blood-order.ts';
import { isCheckFresh, isExpired } from '../rules/time-limits.ts';
import { bagProvenance, transfusionResource } from '../rules/transfusion.ts';
import { signNames, signObstacles, signsResource, type VitalSigns } from '../rules/vital-signs.ts';
import { loadPatient, mustBePatient } from './load-patient.ts';
import { type LoadedUse, loadUse, mustBeUnit } from './load-use.ts';
import { entryName, postEntry, putEntry, writeAll } from './write-bank.ts';

interface CheckInput {
  readonly patient: string;
  readonly unit: string;
  /** ABO as the card at the bedside shows it */
  readonly patientGroup: string;
  readonly unitGroup?: string;
}

/** Who has checked this bag at the bedside, and when. */
export async function checksOf(ctx: Context, task: Task): Promise<(Check & { readonly name: string })[]> {
  const ids = outputsOf(task, 'bedside-check').map((reference) => reference.split('/')[1] ?? '');
  const found = await searchEach(ctx.store, 'Observation', '_id', ids, 'status=final');
  return found.map(({ performer, issued }) => ({
    by: performer?.[0]?.reference ?? '',
    name: performer?.[0]?.display ?? '',
    at: issued ?? '',
  }));
}

/** A bag that was issued and may still be given. @throws blood-bank.orderCancelled, unitHeld */
async function loadGoing(ctx: Context, id: string): Promise<LoadedUse> {
  const loaded = await loadUse(ctx, id, 'issued');
  if (loaded.order.status !== 'active') throw errors.orderCancelled({ at: 'ServiceRequest.status' });
  if (loaded.unit.state !== 'issued') throw errors.unitHeld({ at: 'unit', detail: loaded.unit.state });
  return loaded;
}

/** POST Task/{id}/$check-at-bedside: one of two people compares wristband, bag and card; each with their own sign-in. */
export const checkAtBedside: Operation<CheckInput, Task> = {
  definition: {
    code: 'check-at-bedside',
    title: { vi: 'Kiểm tra tại giường trước truyền', en: 'Bedside check before transfusion' },
    resource: ['Task'],
    level: 'instance',
    affectsState: true,
    parameter: [
      one('in', 'patient', 'string'),
      one('in', 'unit', 'string'),
      one('in', 'patientGroup', 'code'),
      one('in', 'unitGroup', 'code', 0),
      one('out', 'return', 'Task'),
    ],
    allow: ['nurse', 'doctor'],
    readsAs: ['blood-bank'],
  },

  async run(ctx, id, input) {
    const { task, order, product, unit } = await loadGoing(ctx, id);
    const { patient, known } = await loadPatient(ctx, task.for);
    mustBePatient(input.patient, patient);
    await mustBeUnit(ctx, input.unit, product);
    const now = ctx.now();
    const mine = (await checksOf(ctx, task)).some(({ by, at }) => by === ctx.actor.reference && isCheckFresh(at, now));
    if (mine) throw errors.checkedBefore();
    const read = { patientAbo: input.patientGroup, unitAbo: input.unitGroup };
    const obstacles = bedsideObstacles(read, { unit, known, now });
    if (obstacles.length > 0) throw combine(obstacles);
    const ground = {
      order: order.id,
      patient: order.subject,
      encounter: order.encounter,
      by: ctx.actor,
      at: toVnIso(now),
    };
    const check = bedsideResource({ ...read, unit: product.id ?? '' }, ground);
    await writeAll(ctx, [postEntry(check, entryName(1)), putEntry(withOutput(task, 'bedside-check', entryName(1)))]);
    return ctx.store.read('Task', id);
  },
};

export const signParameters: readonly OperationParameter[] = [
  ...signNames.map((name) => one('in', name, 'decimal', 0)),
  one('in', 'note', 'string', 0),
];

/** @throws blood-bank.reactionOpen: the last bag made the patient ill, and nobody has looked yet */
async function mustBeCalm(ctx: Context, task: Task): Promise<void> {
  const query = new URLSearchParams({
    patient: task.for?.reference ?? '',
    code: `${codeSystems.taskKind}|${REACTION_CHECK}`,
    status: 'requested',
  }).toString();
  if ((await ctx.store.find('Task', query)) !== undefined) throw errors.reactionOpen();
}

/** POST Task/{id}/$start-transfusion: after two checks; the first signs are taken before the first drop. */
export const startTransfusion: Operation<VitalSigns, Procedure> = {
  definition: {
    code: 'start-transfusion',
    title: { vi: 'Bắt đầu truyền', en: 'Start a transfusion' },
    resource: ['Task'],
    level: 'instance',
    affectsState: true,
    parameter: [...signParameters, one('out', 'return', 'Procedure')],
    allow: ['nurse', 'doctor'],
    readsAs: ['blood-bank'],
  },

  async run(ctx, id, input) {
    const { task, order, product, unit } = await loadGoing(ctx, id);
    const now = ctx.now();
    if (isExpired(unit.expires, now)) throw errors.unitExpired({ at: 'unit' });
    if (!hasTwoChecks(await checksOf(ctx, task), now)) throw errors.twoChecksNeeded();
    if (emergencyOf(order) === undefined) await mustBeCalm(ctx, task);
    const obstacles = signObstacles(input);
    if (obstacles.length > 0) throw combine(obstacles);
    const at = toVnIso(now);
    const procedure = entryName(1);
    const { note } = input;
    const about = {
      procedure,
      patient: order.subject,
      by: ctx.actor,
      at,
      encounter: order.encounter,
      note: typeof note === 'string' ? note : undefined,
    };
    const made = transfusionResource(task, unit, componentOf(unit.component)?.name ?? '', ctx.actor, at);
    const written = await writeAll(ctx, [
      postEntry(made, procedure),
      postEntry(signsResource(input, about)),
      postEntry(bagProvenance(procedure, task, ctx.actor, at)),
      putEntry(withOutput(movedUse(task, 'transfusing', at), 'transfusion', procedure)),
      // the bag is compared and set too: one that is held at this moment does not run
      putEntry(product),
    ]);
    return written.find((one) => one.resourceType === 'Procedure') ?? made;
  },
};
