import { toVnIso } from '@lienmach/core';
import { combine } from '@lienmach/outcome';
import { type Operation, one } from '@lienmach/system-kit';
import type { Task } from 'fhir/r4';
import { componentOf } from '../catalogs/components.ts';
import { errors } from '../errors.ts';
import { movedUse, newUse, stateOfUse, withOutput } from '../rules/allocation.ts';
import { crossmatchResource, type Phases } from '../rules/blood-findings.ts';
import { componentOfOrder, emergencyOf, isReason, unitsOrdered } from '../rules/blood-order.ts';
import { unitMoved, unitOf } from '../rules/blood-unit.ts';
import { reserveObstacles } from '../rules/issue-obstacles.ts';
import { crossmatchEnds } from '../rules/time-limits.ts';
import { loadPatient } from './load-patient.ts';
import { findSample } from './load-sample.ts';
import { findUnit, loadUse, mustBeUnit, readOpenOrder, usesOf } from './load-use.ts';
import { entryName, postEntry, putEntry, writeAll } from './write-bank.ts';

/** bags that still count for an order */
const counts: ReadonlySet<string | undefined> = new Set([
  'reserved',
  'compatible',
  'issued',
  'transfusing',
  'transfused',
]);

/** POST ServiceRequest/{id}/$reserve-unit: one bag is kept for one patient; nobody else gets it. */
export const reserveUnit: Operation<{ readonly unit: string }, Task> = {
  definition: {
    code: 'reserve-unit',
    title: { vi: 'Giữ túi máu', en: 'Reserve a unit' },
    resource: ['ServiceRequest'],
    level: 'instance',
    affectsState: true,
    parameter: [one('in', 'unit', 'string'), one('out', 'return', 'Task')],
    allow: ['lab-technician', 'lab-doctor'],
    readsAs: ['blood-bank'],
  },

  async run(ctx, id, { unit: scan }) {
    const order = await readOpenOrder(ctx, id);
    const [product, about, uses] = await Promise.all([
      findUnit(ctx, scan),
      loadPatient(ctx, order.subject),
      usesOf(ctx, { 'based-on': `ServiceRequest/${id}` }),
    ]);
    const unit = unitOf(product);
    if (unit.component !== componentOfOrder(order))
      throw errors.wrongComponent({ at: 'unit', name: product.productCode?.text ?? '' });
    const units = unitsOrdered(order);
    if (uses.filter((task) => counts.has(stateOfUse(task))).length >= units) throw errors.enoughUnits({ units });
    const emergency = emergencyOf(order);
    const obstacles = reserveObstacles({ ...about, unit, emergency, now: ctx.now() });
    if (obstacles.length > 0) throw combine(obstacles);
    const task = newUse({
      unit: product.id ?? '',
      order: id,
      patient: order.subject,
      encounter: order.encounter,
      by: ctx.actor,
      at: toVnIso(ctx.now()),
    });
    // the order is compared and set too: two benches at once do not keep more than was asked for
    const written = await writeAll(ctx, [postEntry(task), putEntry(unitMoved(product, 'reserved')), putEntry(order)]);
    return written.find((one) => one.resourceType === 'Task') ?? task;
  },
};

interface CrossmatchInput {
  /** scan of the tube that was tested */
  readonly sample: string;
  /** scan of the bag that was tested */
  readonly unit: string;
  readonly saline: string;
  readonly ahg?: string;
}

function isCompatible(word: string, at: string): boolean {
  if (word !== 'compatible' && word !== 'incompatible') throw errors.unknownWord({ at, text: word.slice(0, 30) });
  return word === 'compatible';
}

const phasesOf = ({ saline, ahg }: CrossmatchInput): Phases => ({
  saline: isCompatible(saline, 'saline'),
  ...(ahg === undefined ? {} : { ahg: isCompatible(ahg, 'ahg') }),
});

/** POST Task/{id}/$record-crossmatch: bag against patient, both tubes scanned; it holds as long as the sample that was tested; what does not fit goes back to the shelf at once. */
export const recordCrossmatch: Operation<CrossmatchInput, Task> = {
  definition: {
    code: 'record-crossmatch',
    title: { vi: 'Ghi phản ứng hòa hợp', en: 'Record a crossmatch' },
    resource: ['Task'],
    level: 'instance',
    affectsState: true,
    parameter: [
      one('in', 'sample', 'string'),
      one('in', 'unit', 'string'),
      one('in', 'saline', 'code'),
      one('in', 'ahg', 'code', 0),
      one('out', 'return', 'Task'),
    ],
    allow: ['lab-technician', 'lab-doctor'],
    readsAs: ['blood-bank'],
  },

  async run(ctx, id, input) {
    const phases = phasesOf(input);
    const { task, order, product, unit } = await loadUse(ctx, id, 'reserved', 'compatible');
    const needsBoth = componentOf(unit.component)?.crossmatch === 'major';
    if (needsBoth && phases.saline && phases.ahg === undefined) throw errors.phaseMissing({ at: 'ahg' });
    await mustBeUnit(ctx, input.unit, product);
    const specimen = await findSample(ctx, input.sample, order.subject);
    const at = toVnIso(ctx.now());
    const ground = { order: order.id, patient: order.subject, encounter: order.encounter, specimen, by: ctx.actor, at };
    const result = crossmatchResource(phases, product.id ?? '', ground);
    const fits = phases.saline && phases.ahg !== false;
    const moved = withOutput(movedUse(task, fits ? 'compatible' : 'incompatible', at), 'crossmatch', entryName(1));
    const end = toVnIso(crossmatchEnds(specimen.collection?.collectedDateTime ?? at, unit.expires));
    await writeAll(ctx, [
      postEntry(result, entryName(1)),
      putEntry(fits ? { ...moved, restriction: { period: { end } } } : moved),
      ...(fits ? [] : [putEntry(unitMoved(product, 'available'))]),
    ]);
    return ctx.store.read('Task', id);
  },
};

/** POST Task/{id}/$release-unit: a bag that was kept is not needed; it stands on the shelf again. */
export const releaseUnit: Operation<{ readonly reason: string }, Task> = {
  definition: {
    code: 'release-unit',
    title: { vi: 'Bỏ giữ túi máu', en: 'Release a reserved unit' },
    resource: ['Task'],
    level: 'instance',
    affectsState: true,
    parameter: [one('in', 'reason', 'string'), one('out', 'return', 'Task')],
    allow: ['lab-technician', 'lab-doctor'],
    readsAs: ['blood-bank'],
  },

  async run(ctx, id, { reason }) {
    if (!isReason(reason)) throw errors.reasonMissing({ at: 'reason' });
    const { task, product } = await loadUse(ctx, id, 'reserved', 'compatible');
    await writeAll(ctx, [
      putEntry(movedUse(task, 'released', toVnIso(ctx.now()), reason.trim())),
      putEntry(unitMoved(product, 'available')),
    ]);
    return ctx.store.read('Task', id);
  },
};
