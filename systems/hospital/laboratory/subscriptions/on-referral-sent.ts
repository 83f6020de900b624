import { laboratoryReferral } from '@lienmach/core';
import type { Subscription } from '@lienmach/system-kit';
import { referralListeners } from '../exchange/order-listener.ts';
import { cancelIdOf, type LabOrder, orderMessage, orderNumberOf } from '../exchange/order-message.ts';

/** Channels that one laboratory has: more is no laboratory. */
const MOST_CHANNELS = 200;

/**
 * What was sent to another laboratory, or called back from it, is told to it where a channel says so: one message for each
 * order and box. A laboratory that was never told of an order is not told that it is off.
 */
export const onReferralSent: Subscription<'Task'> = {
  id: 'on-referral-sent',
  on: 'Task',
  wantedBy: 'referrals',
  when: (task) => laboratoryReferral(task)?.consignment !== undefined && task.status !== 'completed',
  actAs: ['integration', 'order-teller'],

  async react(ctx, task) {
    const referral = laboratoryReferral(task);
    if (referral?.consignment === undefined) return;
    const endpoints = await ctx.store.search('Endpoint', 'status=active', MOST_CHANNELS);
    const listeners = referralListeners(endpoints).filter(({ laboratory }) => laboratory === referral.laboratory);
    if (listeners.length === 0) return;
    const order = await ctx.store.read('ServiceRequest', referral.order);
    const [patient, encounter, ...specimens] = await Promise.all([
      ctx.store.follow('Patient', order.subject),
      ctx.store.follow('Encounter', order.encounter),
      ...(task.input ?? []).flatMap(({ valueReference }) =>
        valueReference === undefined ? [] : [ctx.store.follow('Specimen', valueReference)],
      ),
    ]);
    const lab: LabOrder = { order, specimens, patient, encounter };
    const told = `R${orderNumberOf(order)}-${referral.consignment}`;
    const control = referral.isCancelled ? 'CA' : 'NW';
    const controlId = referral.isCancelled ? cancelIdOf(told) : told;
    const at = new Date(task.meta?.lastUpdated ?? ctx.now());
    for (const listener of listeners) {
      const content = orderMessage(lab, { controlId, control, listener, at });
      const message = { key: order.subject.reference ?? '', controlId, content };
      await ctx.outbound.send(
        listener.id,
        referral.isCancelled ? { ...message, after: [{ channel: listener.id, controlId: told }] } : message,
      );
    }
  },
};
