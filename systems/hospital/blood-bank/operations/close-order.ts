import { toVnIso } from '@lienmach/core';
import { type Context, searchEach } from '@lienmach/system-kit';
import type { BundleEntry, ServiceRequest } from 'fhir/r4';
import { movedUse, unitIdOfUse } from '../rules/allocation.ts';
import { unitMoved, unitOf } from '../rules/blood-unit.ts';
import { usesOf } from './load-use.ts';
import { putEntry } from './write-bank.ts';

/** uses that still hold a bag in the blood bank */
const kept = 'requested,ready';

/** What changes when an order is closed: what is kept for it stands on the shelf again. */
export async function closeEntries(
  ctx: Context,
  order: ServiceRequest,
  status: 'revoked' | 'completed',
  reason: string,
): Promise<BundleEntry[]> {
  const uses = await usesOf(ctx, { 'based-on': `ServiceRequest/${order.id}`, status: kept });
  const products = await searchEach(ctx.store, 'BiologicallyDerivedProduct', '_id', uses.map(unitIdOfUse));
  const at = toVnIso(ctx.now());
  return [
    putEntry({ ...order, status, note: [...(order.note ?? []), { text: reason }] }),
    ...uses.map((task) => putEntry(movedUse(task, 'released', at, reason))),
    ...products
      .filter((product) => unitOf(product).state === 'reserved')
      .map((product) => putEntry(unitMoved(product, 'available'))),
  ];
}
