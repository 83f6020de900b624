import type { Context, Subscription } from '@lienmach/system-kit';
import type { ServiceRequest } from 'fhir/r4';
import { controlIdOf, orderMessage, orderNumberOf } from '../exchange/order-message.ts';

const isLaboratory = (order: ServiceRequest): boolean =>
  order.category?.some((category) => category.coding?.some((coding) => coding.code === 'laboratory')) ?? false;

/** An order without a number of this house came with somebody else's data: it is nothing to measure here. */
const isOurs = (order: ServiceRequest): boolean => orderNumberOf(order) !== '';

/** An order goes to the analyzer of the site, when there is one. Told twice, it leaves once: the control id is its number. */
export const onOrderActive: Subscription<'ServiceRequest'> = {
  id: 'on-order-active',
  on: 'ServiceRequest',
  when: (order) => order.status === 'active' && isLaboratory(order) && isOurs(order),
  actAs: ['integration'],

  async react(ctx: Context, order) {
    const partner = ctx.site.partners.find((one) => one.orderMessage !== undefined);
    if (partner === undefined) return;
    const [patient, encounter, ...specimens] = await Promise.all([
      ctx.store.follow('Patient', order.subject),
      ctx.store.follow('Encounter', order.encounter),
      ...(order.specimen ?? []).map((one) => ctx.store.follow('Specimen', one)),
    ]);
    const at = new Date(order.authoredOn ?? ctx.now());
    await ctx.outbound.send(partner.id, {
      key: order.subject.reference ?? '',
      controlId: controlIdOf(order),
      content: orderMessage({ order, specimens, patient, encounter }, partner, at),
    });
  },
};
