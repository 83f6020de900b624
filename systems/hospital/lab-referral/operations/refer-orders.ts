import { codeSystems, identifierSystems } from '@lienmach/core';
import { type Context, searchEach } from '@lienmach/system-kit';
import type { ServiceRequest, Specimen, Task } from 'fhir/r4';
import { hoursOf, type ReferralLaboratory } from '../rules/referral-laboratory.ts';
import { referralKey, stateOf, toSend } from '../rules/referral-task.ts';
import { followAll, idIn } from './follow-all.ts';

export const serviceOf = ({ code }: ServiceRequest): string =>
  code?.coding?.find(({ system }) => system === codeSystems.services7603)?.code ?? '';

/** Orders of a specimen that somebody still has to measure. */
export async function openOrders(ctx: Context, { request = [] }: Specimen): Promise<ServiceRequest[]> {
  const orders = [...(await followAll(ctx, 'ServiceRequest', request)).values()];
  return orders.filter(({ status }) => status === 'active');
}

/** What became of the referral of each of these orders, by order. */
export async function referralsOf(
  ctx: Context,
  orders: readonly { readonly id?: string | undefined }[],
): Promise<ReadonlyMap<string, Task>> {
  const keys = orders.map(({ id }) => `${identifierSystems.task}|${referralKey(id ?? '')}`);
  const tasks = await searchEach(ctx.store, 'Task', 'identifier', keys);
  return new Map(tasks.map((task) => [idIn(task.focus), task]));
}

/** One order that goes to a laboratory. */
export interface Referred {
  readonly order: ServiceRequest;
  readonly laboratory: ReferralLaboratory;
  readonly before: Task | undefined;
}

/** Those of these orders that a laboratory measures. */
export const measuredThere = (
  orders: readonly ServiceRequest[],
  before: ReadonlyMap<string, Task>,
  laboratoryOf: (service: string) => ReferralLaboratory | undefined,
): Referred[] =>
  orders.flatMap((order) => {
    const laboratory = laboratoryOf(serviceOf(order));
    if (laboratory === undefined || hoursOf(laboratory, serviceOf(order)) === undefined) return [];
    return [{ order, laboratory, before: before.get(order.id ?? '') }];
  });

/** It stands in the list of what is to be sent there, with this specimen, already. */
const isListed = ({ before, laboratory }: Referred, { id }: Specimen): boolean =>
  before !== undefined &&
  stateOf(before) === 'to-send' &&
  before.owner?.reference === `Organization/${laboratory.id}` &&
  before.input?.[0]?.valueReference?.reference === `Specimen/${id}`;

/** Writes what is not in the list yet; asked twice it is there once. */
export async function listToSend(ctx: Context, referred: readonly Referred[], specimen: Specimen): Promise<Task[]> {
  return Promise.all(
    referred.map(async (one) => {
      if (one.before !== undefined && isListed(one, specimen)) return one.before;
      const { order, laboratory, before } = one;
      const task = toSend({ order, specimen, laboratory, at: ctx.now() }, before);
      if (before !== undefined) return ctx.store.update(task);
      return ctx.store.createIfNone({ system: identifierSystems.task, value: referralKey(order.id ?? '') }, task);
    }),
  );
}
