import { codeSystems, identifierSystems } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { BiologicallyDerivedProduct, ServiceRequest, Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { readBagLabel, typedDonation } from '../exchange/isbt128.ts';
import { BLOOD_USE, isUse, orderIdOfUse, stateOfUse, type UseState, unitIdOfUse } from '../rules/allocation.ts';
import { isBloodOrder } from '../rules/blood-order.ts';
import { type BloodUnit, unitOf } from '../rules/blood-unit.ts';

/** parts of one donation, at most */
const MOST_PARTS = 50;
const MOST_USES = 500;

/** @throws blood-bank.notABloodOrder */
export async function readOrder(ctx: Context, id: string): Promise<ServiceRequest> {
  const order = await ctx.store.read('ServiceRequest', id);
  if (!isBloodOrder(order)) throw errors.notABloodOrder({ at: 'ServiceRequest.category' });
  return order;
}

/** @throws blood-bank.orderNotActive */
export async function readOpenOrder(ctx: Context, id: string): Promise<ServiceRequest> {
  const order = await readOrder(ctx, id);
  if (order.status !== 'active') throw errors.orderNotActive({ at: 'ServiceRequest.status' });
  return order;
}

export interface LoadedUse {
  readonly task: Task;
  readonly order: ServiceRequest;
  readonly product: BiologicallyDerivedProduct;
  readonly unit: BloodUnit;
}

/** One bag on its way, and that it stands where the verb needs it. @throws blood-bank.notAUse, notNow */
export async function loadUse(ctx: Context, id: string, ...states: readonly UseState[]): Promise<LoadedUse> {
  const task = await ctx.store.read('Task', id);
  const state = stateOfUse(task);
  if (!isUse(task) || state === undefined) throw errors.notAUse({ at: 'Task' });
  if (!states.includes(state)) throw errors.notNow({ at: 'Task.businessStatus', detail: state });
  const [order, product] = await Promise.all([
    ctx.store.read('ServiceRequest', orderIdOfUse(task)),
    ctx.store.read('BiologicallyDerivedProduct', unitIdOfUse(task)),
  ]);
  return { task, order, product, unit: unitOf(product) };
}

/** Ways of bags, by order, patient or bag. */
export const usesOf = (ctx: Context, by: Readonly<Record<string, string>>): Promise<Task[]> =>
  ctx.store.search(
    'Task',
    new URLSearchParams({ code: `${codeSystems.taskKind}|${BLOOD_USE}`, ...by }).toString(),
    MOST_USES,
  );

/** Every bag of one donation. */
export const partsOf = (ctx: Context, donation: string): Promise<BiologicallyDerivedProduct[]> =>
  ctx.store.search(
    'BiologicallyDerivedProduct',
    new URLSearchParams({ _tag: `${identifierSystems.donation}|${donation}` }).toString(),
    MOST_PARTS,
  );

/**
 * The bag that a scan names: the square on the label, its donation barcode, a typed number, or the id of the list.
 *
 * @throws blood-bank.unitUnknown; unitAmbiguous when the donation has several parts and the scan does not say which
 */
export async function findUnit(ctx: Context, scan: string): Promise<BiologicallyDerivedProduct> {
  const at = "Parameters.parameter.where(name='unit')";
  const text = scan.trim();
  if (/^[A-Za-z0-9.-]{1,64}$/.test(text)) {
    const [byId] = await ctx.store.search('BiologicallyDerivedProduct', `_id=${text}`, 1);
    if (byId !== undefined) return byId;
  }
  const label = readBagLabel(scan.split(/\s+/));
  const donation = label?.donation ?? typedDonation(text);
  if (donation === undefined) throw errors.unitUnknown({ at });
  const parts = await partsOf(ctx, donation);
  const named = parts.filter((one) => label?.product === undefined || unitOf(one).product === label.product);
  const [found, other] = named;
  if (found === undefined) throw errors.unitUnknown({ at });
  if (other !== undefined) throw errors.unitAmbiguous({ at });
  return found;
}

/** @throws blood-bank.wrongUnit: a bag that is not the one of this paper stops everything */
export async function mustBeUnit(ctx: Context, scan: string, product: BiologicallyDerivedProduct): Promise<void> {
  const found = await findUnit(ctx, scan);
  if (found.id !== product.id) throw errors.wrongUnit({ at: "Parameters.parameter.where(name='unit')" });
}
