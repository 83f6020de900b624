import { toVnIso } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { BiologicallyDerivedProduct, BundleEntry } from 'fhir/r4';
import { movedUse } from '../rules/allocation.ts';
import { type UnitState, unitMoved, unitOf } from '../rules/blood-unit.ts';
import { partsOf, usesOf } from './load-use.ts';
import { putEntry } from './write-bank.ts';

/** where a bag may be held */
export const holdable: readonly UnitState[] = ['available', 'reserved', 'issued'];

/**
 * What changes when a bag is held, wherever it stands: it is kept for nobody any more; one that has left stays on its
 * paper, so that the bedside stops it and it comes back.
 */
export async function holdEntries(
  ctx: Context,
  product: BiologicallyDerivedProduct,
  reason: string,
): Promise<BundleEntry[]> {
  const uses = await usesOf(ctx, { focus: `BiologicallyDerivedProduct/${product.id}`, status: 'requested,ready' });
  const at = toVnIso(ctx.now());
  return [
    putEntry(unitMoved(product, 'quarantine', reason)),
    ...uses.map((task) => putEntry(movedUse(task, 'released', at, reason))),
  ];
}

/** The other bags of the same donation, held. */
export async function siblingEntries(
  ctx: Context,
  product: BiologicallyDerivedProduct,
  reason: string,
): Promise<BundleEntry[]> {
  const parts = await partsOf(ctx, unitOf(product).donation);
  const others = parts.filter((one) => one.id !== product.id && holdable.includes(unitOf(one).state));
  return (await Promise.all(others.map((one) => holdEntries(ctx, one, reason)))).flat();
}
