import { present } from '@lienmach/core';
import { isFhirError } from '@lienmach/outcome';
import { type Context, many, type Operation, one } from '@lienmach/system-kit';
import type { BiologicallyDerivedProduct, Reference } from 'fhir/r4';
import { componentOf } from '../catalogs/components.ts';
import { errors } from '../errors.ts';
import { stateOfUse } from '../rules/allocation.ts';
import { type BagInput, bagOf } from '../rules/bag-label.ts';
import { isReason } from '../rules/blood-order.ts';
import { isSameBag, type UnitState, unitMoved, unitOf, unitResource } from '../rules/blood-unit.ts';
import { isExpired } from '../rules/time-limits.ts';
import { lines, type NamedPerson, out, peopleOf, personOf, personParts } from './bank-lines.ts';
import { holdable, holdEntries } from './hold-bag.ts';
import { partsOf, usesOf } from './load-use.ts';
import { writeAll } from './write-bank.ts';

interface ReceiveInput extends Omit<BagInput, 'isTested'> {
  readonly component: string;
  readonly tested: boolean;
}

/** POST BiologicallyDerivedProduct/$receive-blood-unit: a bag comes into stock; its label is scanned, or typed where it cannot be. */
export const receiveBloodUnit: Operation<ReceiveInput, BiologicallyDerivedProduct> = {
  definition: {
    code: 'receive-blood-unit',
    title: { vi: 'Nhập túi máu', en: 'Receive a unit of blood' },
    resource: ['BiologicallyDerivedProduct'],
    level: 'type',
    affectsState: true,
    parameter: [
      many('in', 'scan', 'string'),
      one('in', 'component', 'code'),
      one('in', 'tested', 'boolean'),
      one('in', 'donation', 'string', 0),
      one('in', 'group', 'code', 0),
      one('in', 'collected', 'date', 0),
      one('in', 'expires', 'dateTime', 0),
      one('in', 'volume', 'integer', 0),
      one('in', 'supplier', 'string', 0),
      one('out', 'return', 'BiologicallyDerivedProduct'),
    ],
    allow: ['lab-technician', 'lab-doctor'],
    readsAs: ['blood-bank'],
  },

  async run(ctx, _id, { component: code, tested, ...label }) {
    const component = componentOf(code);
    if (component === undefined) throw errors.unknownComponent({ at: 'component', code: code.slice(0, 30) });
    const bag = bagOf({ ...label, isTested: tested }, component, ctx.now());
    if (isFhirError(bag)) throw bag;
    const parts = await partsOf(ctx, bag.donation);
    if (parts.some((one) => isSameBag(unitOf(one), bag))) throw errors.receivedBefore({ at: 'donation' });
    return ctx.store.update(unitResource(bag));
  },
};

const reasonOnly = [one('in', 'reason', 'string'), one('out', 'return', 'BiologicallyDerivedProduct')];

/** A bag that stands where the verb needs it, and a reason. @throws blood-bank.reasonMissing, unitNotAvailable */
async function readIn(
  ctx: Context,
  id: string,
  from: readonly UnitState[],
  reason: string,
): Promise<BiologicallyDerivedProduct> {
  if (!isReason(reason)) throw errors.reasonMissing({ at: 'reason' });
  const product = await ctx.store.read('BiologicallyDerivedProduct', id);
  const { state } = unitOf(product);
  if (!from.includes(state)) throw errors.unitNotAvailable({ at: 'unit', detail: state });
  return product;
}

/** Somebody at whose bed a bag hangs or lies ready that was just held. */
interface HeldUse extends NamedPerson {
  readonly task: Reference;
  /** `transfusing`, `issued` */
  readonly state: string;
  /** where the ward is */
  readonly place?: string;
}

interface Held {
  readonly unit: BiologicallyDerivedProduct;
  /** whom to telephone at once */
  readonly use: readonly HeldUse[];
}

async function usesOutside(ctx: Context, id: string): Promise<HeldUse[]> {
  const tasks = await usesOf(ctx, { focus: `BiologicallyDerivedProduct/${id}`, status: 'in-progress' });
  const people = await peopleOf(
    ctx,
    tasks.map((task) => task.for),
  );
  return Promise.all(
    tasks.map(async (task) => {
      const visit = await ctx.store.find('Encounter', `_id=${task.encounter?.reference?.split('/')[1] ?? '-'}`);
      return {
        ...personOf(ctx, task.for, people),
        task: { reference: `Task/${task.id}` },
        state: stateOfUse(task) ?? '',
        ...present({ place: visit?.location?.at(-1)?.location.display }),
      };
    }),
  );
}

/**
 * POST BiologicallyDerivedProduct/{id}/$quarantine-unit: nobody gets it until a doctor clears it: recall, doubt, a returned
 * thawed bag. A bag that is kept for somebody or has left is held too: the bedside stops it. Where it lies at a bed or runs
 * in already, the answer names for whom, and the ward sees it on its list.
 */
export const quarantineUnit: Operation<{ readonly reason: string }, Held> = {
  definition: {
    code: 'quarantine-unit',
    title: { vi: 'Biệt trữ túi máu', en: 'Quarantine a unit' },
    resource: ['BiologicallyDerivedProduct'],
    level: 'instance',
    affectsState: true,
    parameter: [
      one('in', 'reason', 'string'),
      one('out', 'unit', 'BiologicallyDerivedProduct'),
      lines('use', [...personParts, out('task', 'Reference'), out('state', 'code'), out('place', 'string', 0)]),
    ],
    allow: ['lab-technician', 'lab-doctor'],
    readsAs: ['blood-bank'],
  },
  async run(ctx, id, { reason }) {
    const product = await readIn(ctx, id, holdable, reason);
    await writeAll(ctx, await holdEntries(ctx, product, reason.trim()));
    const [unit, use] = await Promise.all([ctx.store.read('BiologicallyDerivedProduct', id), usesOutside(ctx, id)]);
    return { unit, use };
  },
};

/** POST BiologicallyDerivedProduct/{id}/$clear-unit: a laboratory doctor lets a bag out of quarantine. */
export const clearUnit: Operation<{ readonly reason: string }, BiologicallyDerivedProduct> = {
  definition: {
    code: 'clear-unit',
    title: { vi: 'Cho túi máu ra khỏi biệt trữ', en: 'Clear a unit' },
    resource: ['BiologicallyDerivedProduct'],
    level: 'instance',
    affectsState: true,
    parameter: reasonOnly,
    allow: ['lab-doctor'],
    readsAs: ['blood-bank'],
  },
  async run(ctx, id, { reason }) {
    const product = await readIn(ctx, id, ['quarantine'], reason);
    if (isExpired(unitOf(product).expires, ctx.now())) throw errors.unitExpired({ at: 'unit' });
    // held while it was out: it is not on the shelf, and goes on for whom it was issued
    const out = await usesOf(ctx, { focus: `BiologicallyDerivedProduct/${id}`, status: 'in-progress' });
    return ctx.store.update(unitMoved(product, out.length > 0 ? 'issued' : 'available', reason.trim()));
  },
};

/** POST BiologicallyDerivedProduct/{id}/$discard-unit: expired, broken, not to be given. */
export const discardUnit: Operation<{ readonly reason: string }, BiologicallyDerivedProduct> = {
  definition: {
    code: 'discard-unit',
    title: { vi: 'Hủy túi máu', en: 'Discard a unit' },
    resource: ['BiologicallyDerivedProduct'],
    level: 'instance',
    affectsState: true,
    parameter: reasonOnly,
    allow: ['lab-technician', 'lab-doctor'],
    readsAs: ['blood-bank'],
  },
  async run(ctx, id, { reason }) {
    const product = await readIn(ctx, id, ['available', 'quarantine'], reason);
    return ctx.store.update(unitMoved(product, 'discarded', reason.trim()));
  },
};
