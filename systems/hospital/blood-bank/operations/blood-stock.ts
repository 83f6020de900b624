import { codeSystems, toVnIso } from '@lienmach/core';
import { type Operation, one } from '@lienmach/system-kit';
import { stateOfUse } from '../rules/allocation.ts';
import {
  bagsOf,
  lineOfUse,
  lines,
  type NamedPerson,
  out,
  peopleOf,
  personOf,
  personParts,
  type UnitLine,
  type UseLine,
  unitLine,
  unitParts,
  useParts,
} from './bank-lines.ts';
import { findUnit, usesOf } from './load-use.ts';

/** bags in the house at one time, at most */
const MOST = 10_000;

/** GET BiologicallyDerivedProduct/$blood-stock: every bag that is in the house, what ends first in front. */
export const bloodStock: Operation<void, { readonly unit: readonly UnitLine[]; readonly now: string }> = {
  definition: {
    code: 'blood-stock',
    title: { vi: 'Kho máu', en: 'Blood stock' },
    resource: ['BiologicallyDerivedProduct'],
    level: 'type',
    affectsState: false,
    parameter: [lines('unit', unitParts), out('now', 'dateTime')],
    allow: ['lab-technician', 'lab-doctor'],
    readsAs: ['blood-bank'],
  },

  async run(ctx) {
    const states = ['quarantine', 'available', 'reserved', 'issued'];
    const query = new URLSearchParams({ _tag: states.map((one) => `${codeSystems.bloodUnitState}|${one}`).join(',') });
    const all = (await ctx.store.search('BiologicallyDerivedProduct', query.toString(), MOST)).map(unitLine);
    return {
      unit: all.toSorted((a, b) => Date.parse(a.expires) - Date.parse(b.expires)),
      now: toVnIso(ctx.now()),
    };
  },
};

interface LookBack extends UnitLine {
  readonly way: readonly (NamedPerson & { readonly state: string; readonly at: string })[];
}

/** GET BiologicallyDerivedProduct/$look-back: who a bag was kept for, issued to, given to. */
export const lookBack: Operation<{ readonly unit: string }, LookBack> = {
  definition: {
    code: 'look-back',
    title: { vi: 'Truy vết túi máu', en: 'Look back from a unit' },
    resource: ['BiologicallyDerivedProduct'],
    level: 'type',
    affectsState: false,
    parameter: [
      one('in', 'unit', 'string'),
      ...unitParts,
      lines('way', [...personParts, out('state', 'code'), out('at', 'dateTime')]),
    ],
    allow: ['lab-technician', 'lab-doctor'],
    readsAs: ['blood-bank'],
  },

  async run(ctx, _id, { unit: scan }) {
    const product = await findUnit(ctx, scan);
    const uses = await usesOf(ctx, { focus: `BiologicallyDerivedProduct/${product.id}` });
    const people = await peopleOf(
      ctx,
      uses.map((task) => task.for),
    );
    const way = uses.map((task) => ({
      ...personOf(ctx, task.for, people),
      state: stateOfUse(task) ?? '',
      at: task.lastModified ?? '',
    }));
    return { ...unitLine(product), way: way.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at)) };
  },
};

/** GET Patient/{id}/$transfusion-history: every bag that was issued to a patient, newest first. */
export const transfusionHistory: Operation<void, { readonly use: readonly UseLine[] }> = {
  definition: {
    code: 'transfusion-history',
    title: { vi: 'Lịch sử truyền máu', en: 'Transfusion history' },
    resource: ['Patient'],
    level: 'instance',
    affectsState: false,
    parameter: [lines('use', useParts)],
    allow: ['lab-technician', 'lab-doctor', 'doctor', 'nurse'],
    readsAs: ['blood-bank'],
  },

  async run(ctx, id) {
    const uses = await usesOf(ctx, { patient: `Patient/${id}` });
    const issued = uses.filter((task) => ['issued', 'transfusing', 'transfused'].includes(stateOfUse(task) ?? ''));
    const bags = await bagsOf(ctx, issued);
    const use = issued.flatMap((task) => {
      const bag = bags.get(task.focus?.reference?.split('/')[1] ?? '');
      return bag === undefined ? [] : [lineOfUse(task, bag)];
    });
    return { use: use.toSorted((a, b) => Date.parse(b.issuedAt ?? '') - Date.parse(a.issuedAt ?? '')) };
  },
};
