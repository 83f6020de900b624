import { addDays, codeSystems, identifierSystems, toVnDay } from '@lienmach/core';
import { type Context, many, type Operation, one } from '@lienmach/system-kit';
import type { Substance } from 'fhir/r4';
import { errors } from '../errors.ts';
import {
  CONTROL,
  type ControlLotHead,
  type ControlTarget,
  controlLot,
  expiryOf,
  lotAndLevel,
  targetsOf,
  withTargets,
} from '../rules/control-lot.ts';
import { findControlLot } from './load-control.ts';
import { idOf } from './record-entry.ts';

interface TypedTarget extends Pick<ControlTarget, 'instrument' | 'indicator' | 'mean' | 'sd' | 'unit'> {
  readonly name?: string;
  readonly ucum?: string;
  readonly from?: string;
  readonly parallel?: boolean;
  readonly allowableError?: number;
}

interface ControlLotInput extends ControlLotHead {
  readonly target: readonly TypedTarget[];
}

/** lots a laboratory has open at the same time, all instruments and levels */
const MOST = 500;

export const controlLotsInUse = (ctx: Context): Promise<Substance[]> => {
  const query = { category: `${codeSystems.labMaterial}|${CONTROL}`, status: 'active' };
  return ctx.store.search('Substance', new URLSearchParams(query).toString(), MOST);
};

const readTarget = (typed: TypedTarget, day: string): ControlTarget => {
  if (!(typed.mean > 0 && typed.sd > 0))
    throw errors.badTarget({ at: 'target', indicator: typed.name ?? typed.indicator });
  return {
    instrument: typed.instrument.trim(),
    indicator: typed.indicator,
    name: typed.name ?? typed.indicator,
    mean: typed.mean,
    sd: typed.sd,
    unit: typed.unit,
    ucum: typed.ucum ?? typed.unit,
    from: typed.from ?? day,
    mode: typed.parallel === true ? 'parallel' : 'in-use',
    ...(typed.allowableError === undefined ? {} : { allowableError: typed.allowableError }),
  };
};

const isSame = (a: ControlTarget, b: ControlTarget): boolean =>
  a.instrument === b.instrument && a.indicator === b.indicator;
const isCurrent = (target: ControlTarget, day: string): boolean => target.to === undefined || target.to >= day;

/** two lots of one level in use at once would be two truths */
function refuseTwice(
  level: string,
  targets: readonly ControlTarget[],
  others: readonly Substance[],
  day: string,
): void {
  for (const target of targets.filter(({ mode }) => mode === 'in-use')) {
    const twin = others.find(
      (lot) =>
        lotAndLevel(lot).level === level &&
        expiryOf(lot) >= day &&
        targetsOf(lot).some((one) => one.mode === 'in-use' && isSame(one, target) && isCurrent(one, day)),
    );
    if (twin !== undefined) {
      throw errors.lotTwice({ at: 'target', indicator: target.name, level, lot: lotAndLevel(twin).lot });
    }
  }
}

/** a changed target begins today; the old one ended yesterday and stays for what it judged */
function mergeTargets(before: readonly ControlTarget[], next: readonly ControlTarget[], day: string): ControlTarget[] {
  const isReplaced = (old: ControlTarget): boolean => next.some((one) => isSame(one, old));
  return [
    ...before.flatMap((old) => {
      if (!isReplaced(old) || (old.to !== undefined && old.to < day)) return [old];
      return old.from >= day ? [] : [{ ...old, to: addDays(day, -1) }];
    }),
    ...next,
  ];
}

/** POST Substance/$save-control-lot: a control material, its lot and level, and what it should measure where. */
export const saveControlLot: Operation<ControlLotInput, Substance> = {
  definition: {
    code: 'save-control-lot',
    title: { vi: 'Khai báo lô nội kiểm', en: 'Save a control lot' },
    resource: ['Substance'],
    level: 'type',
    affectsState: true,
    parameter: [
      one('in', 'lot', 'string'),
      one('in', 'level', 'string'),
      one('in', 'material', 'string'),
      one('in', 'manufacturer', 'string', 0),
      one('in', 'expiry', 'date'),
      many('in', 'target', [
        one('in', 'instrument', 'string'),
        one('in', 'indicator', 'code'),
        one('in', 'name', 'string', 0),
        one('in', 'mean', 'decimal'),
        one('in', 'sd', 'decimal'),
        one('in', 'unit', 'string'),
        one('in', 'ucum', 'code', 0),
        one('in', 'from', 'date', 0),
        one('in', 'parallel', 'boolean', 0),
        one('in', 'allowableError', 'decimal', 0),
      ]),
      one('out', 'return', 'Substance'),
    ],
    allow: ['lab-doctor', 'lab-head'],
    readsAs: ['lab-quality'],
  },

  async run(ctx, _id, { target, ...head }) {
    const day = toVnDay(ctx.now());
    if (head.expiry < day) throw errors.lotExpired({ at: 'expiry' });
    const targets = target.map((typed) => readTarget(typed, day));
    const [before, others] = await Promise.all([findControlLot(ctx, head.lot, head.level), controlLotsInUse(ctx)]);
    refuseTwice(
      head.level,
      targets,
      others.filter(({ id }) => id !== before?.id),
      day,
    );
    const merged = mergeTargets(before === undefined ? [] : targetsOf(before), targets, day);
    const fresh = withTargets({ ...before, ...controlLot(head) }, merged);
    if (before === undefined) {
      return ctx.store.update<Substance>({ ...fresh, id: idOf(identifierSystems.controlLot, head.lot, head.level) });
    }
    return ctx.store.update<Substance>(fresh);
  },
};
