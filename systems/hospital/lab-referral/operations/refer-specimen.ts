import { identifierSystems } from '@lienmach/core';
import { type Context, many, type Operation, one } from '@lienmach/system-kit';
import type { Reference, Specimen, Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type ReferralLaboratory, usualLaboratory } from '../rules/referral-laboratory.ts';
import { stateOf } from '../rules/referral-task.ts';
import { findLaboratory, loadLaboratories } from './load-laboratories.ts';
import { listToSend, measuredThere, openOrders, type Referred, referralsOf } from './refer-orders.ts';

interface ReferInput {
  /** as it was scanned */
  readonly number: string;
  /** absent: where each test usually goes */
  readonly laboratory?: Reference;
}

/** @throws lab-referral.unknownSpecimen, specimenUnusable, notReceived */
async function specimenNumbered(ctx: Context, scanned: string): Promise<Specimen> {
  const number = scanned.trim().slice(0, 40);
  const query = new URLSearchParams({
    identifier: `${identifierSystems.specimenNumber}|${number.replace(/[\\,$|]/g, '\\$&')}`,
  });
  const specimen = number === '' ? undefined : await ctx.store.find('Specimen', query.toString());
  if (specimen === undefined) throw errors.unknownSpecimen({ at: 'number', number });
  if (specimen.status !== undefined && specimen.status !== 'available')
    throw errors.specimenUnusable({ at: 'number', number, detail: specimen.status });
  if (specimen.receivedTime === undefined) throw errors.notReceived({ at: 'number', number });
  return specimen;
}

/** @throws lab-referral.alreadySent: it is called back first */
function refuseSent(referred: readonly Referred[]): void {
  for (const { before, order } of referred) {
    const state = before === undefined ? undefined : stateOf(before);
    if (state === 'sent' || state === 'returned')
      throw errors.alreadySent({
        at: 'number',
        name: order.code?.text ?? '',
        number: before?.groupIdentifier?.value ?? '',
      });
  }
}

/** POST Task/$refer-specimen: the open tests of a scanned tube wait to be sent to another laboratory. */
export const referSpecimen: Operation<ReferInput, { readonly task: readonly Task[] }> = {
  definition: {
    code: 'refer-specimen',
    title: { vi: 'Đưa mẫu vào danh sách gửi đi', en: 'List a specimen to be sent out' },
    resource: ['Task'],
    level: 'type',
    affectsState: true,
    parameter: [one('in', 'number', 'string'), one('in', 'laboratory', 'Reference', 0), many('out', 'task', 'Task')],
    allow: ['lab-technician', 'lab-doctor', 'lab-head'],
    readsAs: ['lab-referral'],
  },

  async run(ctx, _id, { number, laboratory }) {
    const [specimen, laboratories] = await Promise.all([specimenNumbered(ctx, number), loadLaboratories(ctx)]);
    const chosen = laboratory === undefined ? undefined : findLaboratory(laboratories, laboratory);
    const laboratoryOf = (service: string): ReferralLaboratory | undefined =>
      chosen ?? usualLaboratory(laboratories, service);
    const orders = await openOrders(ctx, specimen);
    const referred = measuredThere(orders, await referralsOf(ctx, orders), laboratoryOf);
    const shown = number.trim();
    if (referred.length === 0 && chosen === undefined && orders.length > 0)
      throw errors.noUsualLaboratory({ at: 'laboratory', number: shown });
    if (referred.length === 0) throw errors.nothingToRefer({ at: 'number', number: shown });
    refuseSent(referred);
    return { task: await listToSend(ctx, referred, specimen) };
  },
};
