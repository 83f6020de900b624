import { codeSystems, identifierSystems, identifierValue, toVnIso } from '@lienmach/core';
import { combine } from '@lienmach/outcome';
import { type Context, type Operation, one } from '@lienmach/system-kit';
import type { Reference, ServiceRequest, Specimen } from 'fhir/r4';
import { componentOf } from '../catalogs/components.ts';
import { errors } from '../errors.ts';
import {
  bloodOrder,
  componentOfOrder,
  isReason,
  type OrderInput,
  orderObstacles,
  unitsOrdered,
  withEmergency,
} from '../rules/blood-order.ts';
import { isDrawnApart } from '../rules/time-limits.ts';
import { closeEntries } from './close-order.ts';
import { mustBePatient, SAMPLE } from './load-patient.ts';
import { readOpenOrder } from './load-use.ts';
import { drawNumber, postEntry, putEntry, writeAll } from './write-bank.ts';

/** the same order again within these minutes is a second press */
const MINUTES = 5;

async function mustBeNew(ctx: Context, visit: string, input: OrderInput): Promise<void> {
  const since = new Date(ctx.now().getTime() - MINUTES * 60_000).toISOString();
  const query = new URLSearchParams({ encounter: visit, status: 'active', authored: `ge${since}` }).toString();
  const same = (await ctx.store.search('ServiceRequest', query)).some(
    (order) => componentOfOrder(order) === input.component && unitsOrdered(order) === input.units,
  );
  if (same) throw errors.orderedTwice({ at: 'component' });
}

/** POST Encounter/{id}/$order-blood: a doctor asks for units of a component, with the reason; in need without tests. */
export const orderBlood: Operation<OrderInput, ServiceRequest> = {
  definition: {
    code: 'order-blood',
    title: { vi: 'Dự trù máu', en: 'Order blood' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: true,
    parameter: [
      one('in', 'component', 'code'),
      one('in', 'units', 'integer'),
      one('in', 'urgency', 'code'),
      one('in', 'reason', 'string'),
      one('in', 'emergencyReason', 'string', 0),
      one('in', 'history', 'string', 0),
      one('out', 'return', 'ServiceRequest'),
    ],
    allow: ['doctor'],
    readsAs: ['blood-bank'],
  },

  async run(ctx, id, input) {
    const encounter = await ctx.store.read('Encounter', id);
    const patient = await ctx.store.follow('Patient', encounter.subject);
    const obstacles = orderObstacles(input, encounter, patient);
    const component = componentOf(input.component);
    if (obstacles.length > 0 || component === undefined) throw combine(obstacles);
    const visit = `Encounter/${id}`;
    await mustBeNew(ctx, visit, input);
    const at = toVnIso(ctx.now());
    const order = bloodOrder(input, {
      component,
      number: await drawNumber(ctx, 'ServiceRequest'),
      patient: { reference: `Patient/${patient.id}` },
      encounter: visit,
      by: ctx.actor,
      at,
    });
    const reason = input.emergencyReason?.trim();
    const made = reason === undefined ? order : withEmergency(order, { by: ctx.actor.display, reason, at });
    // the visit is compared and set too: two presses at once, or one while the visit ends, are not both written
    const written = await writeAll(ctx, [postEntry(made), putEntry(encounter)]);
    return written.find((one) => one.resourceType === 'ServiceRequest') ?? made;
  },
};

/** POST ServiceRequest/{id}/$declare-emergency: a doctor takes it on them that blood leaves before the tests are done. */
export const declareEmergency: Operation<{ readonly reason: string }, ServiceRequest> = {
  definition: {
    code: 'declare-emergency',
    title: { vi: 'Phát máu khẩn cấp', en: 'Emergency release' },
    resource: ['ServiceRequest'],
    level: 'instance',
    affectsState: true,
    parameter: [one('in', 'reason', 'string'), one('out', 'return', 'ServiceRequest')],
    allow: ['doctor'],
    readsAs: ['blood-bank'],
  },

  async run(ctx, id, { reason }) {
    const order = await readOpenOrder(ctx, id);
    if (!isReason(reason)) throw errors.reasonMissing({ at: "Parameters.parameter.where(name='reason')" });
    const emergency = { by: ctx.actor.display, reason: reason.trim(), at: toVnIso(ctx.now()) };
    return ctx.store.update(withEmergency(order, emergency));
  },
};

/** @throws blood-bank.sampleTooSoon: a second tube by the same hand at the same time is the same drawing */
async function mustBeAnotherDrawing(ctx: Context, patient: Reference): Promise<void> {
  const now = toVnIso(ctx.now());
  const query = new URLSearchParams({
    patient: patient.reference ?? '',
    _tag: `${codeSystems.bloodBank}|${SAMPLE}`,
    collected: `ge${new Date(ctx.now().getTime() - 3_600_000).toISOString()}`,
  });
  const mine = (await ctx.store.search('Specimen', query.toString())).find(
    ({ collection }) =>
      collection?.collector?.reference === ctx.actor.reference &&
      !isDrawnApart(collection.collectedDateTime ?? '', now),
  );
  if (mine === undefined) return;
  const number = identifierValue(mine, identifierSystems.specimenNumber) ?? '';
  throw errors.sampleTooSoon({ at: 'patient', number });
}

/** POST ServiceRequest/{id}/$draw-blood-sample: at the bedside; the wristband is scanned, the tube gets its own number. */
export const drawBloodSample: Operation<{ readonly patient: string }, Specimen> = {
  definition: {
    code: 'draw-blood-sample',
    title: { vi: 'Lấy mẫu định nhóm và hòa hợp', en: 'Draw a sample for the blood bank' },
    resource: ['ServiceRequest'],
    level: 'instance',
    affectsState: true,
    parameter: [one('in', 'patient', 'string'), one('out', 'return', 'Specimen')],
    allow: ['nurse', 'doctor'],
    readsAs: ['blood-bank'],
  },

  async run(ctx, id, { patient: scan }) {
    const order = await readOpenOrder(ctx, id);
    mustBePatient(scan, await ctx.store.follow('Patient', order.subject));
    await mustBeAnotherDrawing(ctx, order.subject);
    const sample: Specimen = {
      resourceType: 'Specimen',
      meta: { tag: [{ system: codeSystems.bloodBank, code: SAMPLE }] },
      identifier: [{ system: identifierSystems.specimenNumber, value: await drawNumber(ctx, 'Specimen') }],
      status: 'available',
      type: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0487', code: 'BLD' }],
        text: 'Máu toàn phần EDTA',
      },
      subject: order.subject,
      request: [{ reference: `ServiceRequest/${id}` }],
      collection: { collector: ctx.actor, collectedDateTime: toVnIso(ctx.now()) },
    };
    // the order is compared and set too: two presses at once are not two tubes
    const written = await writeAll(ctx, [postEntry(sample), putEntry(order)]);
    return written.find((one) => one.resourceType === 'Specimen') ?? sample;
  },
};

/** POST ServiceRequest/{id}/$cancel-blood-order: no more bags for this order; what is kept for it stands on the shelf again. */
export const cancelBloodOrder: Operation<{ readonly reason: string }, ServiceRequest> = {
  definition: {
    code: 'cancel-blood-order',
    title: { vi: 'Hủy dự trù máu', en: 'Cancel an order for blood' },
    resource: ['ServiceRequest'],
    level: 'instance',
    affectsState: true,
    parameter: [one('in', 'reason', 'string'), one('out', 'return', 'ServiceRequest')],
    allow: ['doctor'],
    readsAs: ['blood-bank'],
  },

  async run(ctx, id, { reason }) {
    const order = await readOpenOrder(ctx, id);
    if (!isReason(reason)) throw errors.reasonMissing({ at: "Parameters.parameter.where(name='reason')" });
    await writeAll(ctx, await closeEntries(ctx, order, 'revoked', `Hủy: ${reason.trim()}`));
    return ctx.store.read('ServiceRequest', id);
  },
};
