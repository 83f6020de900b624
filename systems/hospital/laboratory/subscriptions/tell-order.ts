import { identifierSystems, identifierValue, toVnIso, VN_ZONE, vnDayOf } from '@lienmach/core';
import { writeAstm } from '@lienmach/exchange';
import type { Context } from '@lienmach/system-kit';
import type { ServiceRequest, Specimen } from 'fhir/r4';
import { astmOrder } from '../exchange/astm-order.ts';
import type { OrderListener } from '../exchange/order-listener.ts';
import {
  answerIdOf,
  cancelIdOf,
  controlIdOf,
  type LabOrder,
  type OrderControl,
  type OrderHead,
  orderMessage,
  orderNumberOf,
  tubeOrderMessage,
} from '../exchange/order-message.ts';
import { askedWork, codeMapQuery, machineCodes, orderWork, type TubeWork } from '../exchange/work-on-tube.ts';
import { siteCatalog } from '../operations/site-catalog.ts';
import { replacedNumber } from '../rules/specimen-life.ts';

const isLaboratory = (order: ServiceRequest): boolean =>
  order.category?.some((category) => category.coding?.some((coding) => coding.code === 'laboratory')) ?? false;

/** An order without a number of this house came with somebody else's data: it is nothing to measure here. */
const isOurs = (order: ServiceRequest): boolean => orderNumberOf(order) !== '';

const isCancelled = ({ status }: ServiceRequest): boolean => status === 'revoked' || status === 'entered-in-error';

/** One reaction for both: an order and its cancellation leave in the order in which they were written. */
export const isToldToMachines = (order: ServiceRequest): boolean =>
  (order.status === 'active' || isCancelled(order)) && isLaboratory(order) && isOurs(order);

/** These hear tubes and their own codes, so that nothing is sent which they cannot measure. */
const hearsTubes = ({ dialect }: OrderListener): boolean => dialect === 'OML^O33' || dialect === 'ASTM^O';

const numberOfTube = (specimen: Specimen): string => identifierValue(specimen, identifierSystems.specimenNumber) ?? '';

/** What a machine is told: to measure an order, or no longer to. */
interface Telling {
  readonly lab: LabOrder;
  readonly control: OrderControl;
  readonly at: Date;
}

/** The machine's share of an order, one piece of work for each of its tubes. */
async function tubeWork(ctx: Context, { lab, control }: Telling, { codesOf }: OrderListener): Promise<TubeWork[]> {
  const { order, specimens, patient } = lab;
  const [maps, reports, catalog] = await Promise.all([
    ctx.store.search('ConceptMap', codeMapQuery(codesOf), 1),
    ctx.store.search('DiagnosticReport', `based-on=ServiceRequest/${order.id}`, 1),
    siteCatalog(ctx, vnDayOf(specimens[0]?.collection?.collectedDateTime ?? order.authoredOn ?? toVnIso(ctx.now()))),
  ]);
  const machine = { codes: machineCodes(maps[0]), catalog };
  const work = control === 'CA' ? askedWork(order, machine) : orderWork(order, reports[0], machine);
  if (work.codes.length === 0) return [];
  return specimens.map((specimen) => ({
    tube: numberOfTube(specimen),
    patient,
    specimen,
    orders: [work],
  }));
}

function tubeMessage(work: TubeWork, head: OrderHead): string {
  const { listener, controlId, control, at } = head;
  if (listener.dialect === 'OML^O33') return tubeOrderMessage(work, head);
  const { sender = 'LIENMACH', receiver } = listener;
  const records = astmOrder(work, control === 'CA' ? 'cancel' : 'order');
  return writeAstm({ at, zone: VN_ZONE, controlId, sender, receiver }, records).toString();
}

/** Messages to one machine about one order; told twice they are the same messages. */
async function messagesTo(ctx: Context, listener: OrderListener, telling: Telling) {
  const { lab, control, at } = telling;
  const numbered = (told: string, tubes: readonly string[], write: (head: OrderHead) => string) => {
    const controlId = control === 'CA' ? cancelIdOf(told) : told;
    const content = write({ controlId, control, listener, at });
    if (control !== 'CA') return { controlId, content };
    // what a machine was never told, and has not asked for, cannot be taken back from it
    const answers = tubes.map((tube) => ({ channel: listener.codesOf, controlId: answerIdOf(lab.order, tube) }));
    return { controlId, content, after: [{ channel: listener.id, controlId: told }, ...answers] };
  };
  const told = controlIdOf(lab.order, lab.specimens);
  if (!hearsTubes(listener))
    return [numbered(told, lab.specimens.map(numberOfTube), (head) => orderMessage(lab, head))];
  const work = await tubeWork(ctx, telling, listener);
  return work.map((one, turn) =>
    numbered(turn === 0 ? told : `${told}.${turn + 1}`, [one.tube], (head) => tubeMessage(one, head)),
  );
}

/** The tubes as they were before one was rejected and another drawn in its place; undefined: none was. */
async function rejectedTubes(ctx: Context, { specimens }: LabOrder): Promise<readonly Specimen[] | undefined> {
  const before = await Promise.all(
    specimens.map(async (specimen) => {
      const number = replacedNumber(specimen);
      const query = new URLSearchParams({ identifier: `${identifierSystems.specimenNumber}|${number ?? ''}` });
      return number === undefined ? undefined : ctx.store.find('Specimen', query.toString());
    }),
  );
  if (before.every((one) => one === undefined)) return undefined;
  return specimens.map((specimen, at) => before[at] ?? specimen);
}

/** A rejected tube is taken back before the order is told again with the new one. */
async function tellingsOf(ctx: Context, lab: LabOrder): Promise<readonly Telling[]> {
  const { order } = lab;
  const changed = new Date(order.meta?.lastUpdated ?? ctx.now());
  if (isCancelled(order)) return [{ lab, control: 'CA', at: changed }];
  const specimens = await rejectedTubes(ctx, lab);
  const fresh: Telling = { lab, control: 'NW', at: new Date(order.authoredOn ?? ctx.now()) };
  return specimens === undefined ? [fresh] : [{ lab: { ...lab, specimens }, control: 'CA', at: changed }, fresh];
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
  const tellings = await tellingsOf(ctx, { order, specimens, patient, encounter });
  const key = order.subject.reference ?? '';
  const failures: unknown[] = [];
  for (const listener of listeners) {
    try {
      for (const telling of tellings.filter(({ control }) => control === 'CA' || !listener.asks))
        for (const message of await messagesTo(ctx, listener, telling))
          await ctx.outbound.send(listener.id, { key, ...message });
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
