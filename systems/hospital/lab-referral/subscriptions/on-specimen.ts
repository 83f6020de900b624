import type { Context, Subscription } from '@lienmach/system-kit';
import type { Specimen } from 'fhir/r4';
import { callBackEntries } from '../operations/call-back-referral.ts';
import { idIn } from '../operations/follow-all.ts';
import { loadLaboratories } from '../operations/load-laboratories.ts';
import { listToSend, measuredThere, openOrders, type Referred, referralsOf } from '../operations/refer-orders.ts';
import { usualLaboratory } from '../rules/referral-laboratory.ts';
import { specimenOf, stateOf } from '../rules/referral-task.ts';

const REJECTED = 'Mẫu bị từ chối, lấy lại';

/** new, or called back because of the tube before */
const isToList = ({ before }: Referred): boolean =>
  before === undefined || (stateOf(before) === undefined && before.statusReason?.text === REJECTED);

async function onReceived(ctx: Context, specimen: Specimen): Promise<void> {
  const laboratories = (await loadLaboratories(ctx)).filter(({ isActive }) => isActive);
  if (laboratories.length === 0) return;
  const orders = await openOrders(ctx, specimen);
  const before = await referralsOf(ctx, orders);
  const referred = measuredThere(orders, before, (service) => usualLaboratory(laboratories, service));
  await listToSend(ctx, referred.filter(isToList), specimen);
}

async function onRejected(ctx: Context, { id, request = [] }: Specimen): Promise<void> {
  const orders = request.map((reference) => ({ id: idIn(reference) }));
  const tasks = await referralsOf(ctx, orders);
  for (const task of tasks.values()) {
    if (stateOf(task) === undefined || specimenOf(task)?.reference !== `Specimen/${id}`) continue;
    await ctx.store.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: await callBackEntries(ctx, task, REJECTED),
    });
  }
}

/** A tube that the laboratory received is listed where its tests usually go; one that was rejected is called back. */
export const onSpecimen: Subscription<'Specimen'> = {
  id: 'on-specimen-to-refer',
  on: 'Specimen',
  when: ({ receivedTime, status }) =>
    receivedTime !== undefined && (status === 'available' || status === 'unsatisfactory'),
  actAs: ['lab-referral'],

  async react(ctx, told) {
    const specimen = await ctx.store.read('Specimen', told.id ?? '');
    await (specimen.status === 'unsatisfactory' ? onRejected(ctx, specimen) : onReceived(ctx, specimen));
  },
};
