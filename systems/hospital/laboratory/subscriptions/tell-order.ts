import { identifierSystems, identifierValue, toVnIso, VN_ZONE, vnDayOf } from '@lienmach/core';
import { writeAstm } from '@lienmach/exchange';
import type { Context } from '@lienmach/system-kit';
import type { ServiceRequest } from 'fhir/r4';
import { astmOrder } from '../exchange/astm-order.ts';
import type { OrderListener } from '../exchange/order-listener.ts';
import {
  controlIdOf,
  type LabOrder,
  orderMessage,
  orderNumberOf,
  tubeOrderMessage,
} from '../exchange/order-message.ts';
import { codeMapQuery, machineCodes, orderWork, type TubeWork } from '../exchange/work-on-tube.ts';
import { siteCatalog } from '../operations/site-catalog.ts';

const isLaboratory = (order: ServiceRequest): boolean =>
  order.category?.some((category) => category.coding?.some((coding) => coding.code === 'laboratory')) ?? false;

/** An order without a number of this house came with somebody else's data: it is nothing to measure here. */
const isOurs = (order: ServiceRequest): boolean => orderNumberOf(order) !== '';

export const isToldToMachines = (order: ServiceRequest): boolean =>
  order.status === 'active' && isLaboratory(order) && isOurs(order);

/** These hear tubes and their own codes, so that nothing is sent which they cannot measure. */
const hearsTubes = ({ dialect }: OrderListener): boolean => dialect === 'OML^O33' || dialect === 'ASTM^O';

/** The machine's share of an order, one piece of work for each of its tubes. */
async function tubeWork(ctx: Context, lab: LabOrder, { codesOf }: OrderListener): Promise<TubeWork[]> {
  const { order, specimens, patient } = lab;
  const [maps, reports, catalog] = await Promise.all([
    ctx.store.search('ConceptMap', codeMapQuery(codesOf), 1),
    ctx.store.search('DiagnosticReport', `based-on=ServiceRequest/${order.id}`, 1),
    siteCatalog(ctx, vnDayOf(specimens[0]?.collection?.collectedDateTime ?? order.authoredOn ?? toVnIso(ctx.now()))),
  ]);
  const work = orderWork(order, reports[0], { codes: machineCodes(maps[0]), catalog });
  if (work.codes.length === 0) return [];
  return specimens.map((specimen) => ({
    tube: identifierValue(specimen, identifierSystems.specimenNumber) ?? '',
    patient,
    specimen,
    orders: [work],
  }));
}

function tubeMessage(work: TubeWork, controlId: string, listener: OrderListener, at: Date): string {
  if (listener.dialect === 'OML^O33') return tubeOrderMessage(work, controlId, listener, at);
  const { sender = 'LIENMACH', receiver } = listener;
  return writeAstm({ at, zone: VN_ZONE, controlId, sender, receiver }, astmOrder(work, false)).toString();
}

/** Messages to one machine about one order; told twice they are the same messages. */
async function messagesTo(ctx: Context, listener: OrderListener, lab: LabOrder, at: Date) {
  const controlId = controlIdOf(lab.order, lab.specimens);
  if (!hearsTubes(listener)) return [{ controlId, content: orderMessage(lab, listener, at) }];
  const work = await tubeWork(ctx, lab, listener);
  return work.map((one, turn) => {
    const id = turn === 0 ? controlId : `${controlId}.${turn + 1}`;
    return { controlId: id, content: tubeMessage(one, id, listener, at) };
  });
}

/** Everybody who listens hears the order; one who cannot be told keeps no other from it. @throws what failed first */
export async function tellOrder(
  ctx: Context,
  order: ServiceRequest,
  listeners: readonly OrderListener[],
): Promise<void> {
  if (listeners.length === 0) return;
  const [patient, encounter, ...specimens] = await Promise.all([
    ctx.store.follow('Patient', order.subject),
    ctx.store.follow('Encounter', order.encounter),
    ...(order.specimen ?? []).map((one) => ctx.store.follow('Specimen', one)),
  ]);
  const at = new Date(order.authoredOn ?? ctx.now());
  const key = order.subject.reference ?? '';
  const failures: unknown[] = [];
  for (const listener of listeners) {
    try {
      const messages = await messagesTo(ctx, listener, { order, specimens, patient, encounter }, at);
      for (const message of messages) await ctx.outbound.send(listener.id, { key, ...message });
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
