import { identifierSystems, identifierValue, VN_ZONE } from '@lienmach/core';
import { writeAstm } from '@lienmach/exchange';
import type { Context, Partner, Subscription } from '@lienmach/system-kit';
import type { ServiceRequest } from 'fhir/r4';
import { astmOrder } from '../exchange/astm-order.ts';
import {
  controlIdOf,
  type LabOrder,
  orderMessage,
  orderNumberOf,
  tubeOrderMessage,
} from '../exchange/order-message.ts';
import { codeMapQuery, machineCodes, orderWork, type TubeWork } from '../exchange/work-on-tube.ts';

const isLaboratory = (order: ServiceRequest): boolean =>
  order.category?.some((category) => category.coding?.some((coding) => coding.code === 'laboratory')) ?? false;

/** An order without a number of this house came with somebody else's data: it is nothing to measure here. */
const isOurs = (order: ServiceRequest): boolean => orderNumberOf(order) !== '';

/** These hear tubes and their own codes, so that nothing is sent which they cannot measure. */
const hearsTubes = ({ orderMessage }: Partner): boolean => orderMessage === 'OML^O33' || orderMessage === 'ASTM^O';

/** The machine's share of an order, one piece of work for each of its tubes. */
async function tubeWork(ctx: Context, { order, specimens, patient }: LabOrder, partner: Partner): Promise<TubeWork[]> {
  const [maps, reports] = await Promise.all([
    ctx.store.search('ConceptMap', codeMapQuery(partner.id), 1),
    ctx.store.search('DiagnosticReport', `based-on=ServiceRequest/${order.id}`, 1),
  ]);
  const work = orderWork(order, reports[0], machineCodes(maps[0]));
  if (work.codes.length === 0) return [];
  return specimens.map((specimen) => ({
    tube: identifierValue(specimen, identifierSystems.specimenNumber) ?? '',
    patient,
    specimen,
    orders: [work],
  }));
}

function tubeMessage(work: TubeWork, controlId: string, partner: Partner, at: Date): string {
  if (partner.orderMessage === 'OML^O33') return tubeOrderMessage(work, controlId, partner, at);
  const receiver = partner.receivingApplication;
  return writeAstm({ at, zone: VN_ZONE, controlId, sender: 'LIENMACH', receiver }, astmOrder(work, false)).toString();
}

/** Messages to one partner about one order; told twice they are the same messages. */
async function messagesTo(ctx: Context, partner: Partner, lab: LabOrder, at: Date) {
  const controlId = controlIdOf(lab.order, lab.specimens);
  if (!hearsTubes(partner)) return [{ controlId, content: orderMessage(lab, partner, at) }];
  const work = await tubeWork(ctx, lab, partner);
  return work.map((one, turn) => {
    const id = turn === 0 ? controlId : `${controlId}.${turn + 1}`;
    return { controlId: id, content: tubeMessage(one, id, partner, at) };
  });
}

/** An order goes to the analyzers of the site that want to hear it. Told twice, it leaves once: the control id is its number. */
export const onOrderActive: Subscription<'ServiceRequest'> = {
  id: 'on-order-active',
  on: 'ServiceRequest',
  when: (order) => order.status === 'active' && isLaboratory(order) && isOurs(order),
  actAs: ['integration'],

  async react(ctx: Context, order) {
    const partners = ctx.site.partners.filter((one) => one.orderMessage !== undefined);
    if (partners.length === 0) return;
    const [patient, encounter, ...specimens] = await Promise.all([
      ctx.store.follow('Patient', order.subject),
      ctx.store.follow('Encounter', order.encounter),
      ...(order.specimen ?? []).map((one) => ctx.store.follow('Specimen', one)),
    ]);
    const at = new Date(order.authoredOn ?? ctx.now());
    const key = order.subject.reference ?? '';
    for (const partner of partners) {
      const messages = await messagesTo(ctx, partner, { order, specimens, patient, encounter }, at);
      for (const message of messages) await ctx.outbound.send(partner.id, { key, ...message });
    }
  },
};
