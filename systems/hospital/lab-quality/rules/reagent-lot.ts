import { addDays, codeSystems, extensions, identifierSystems, identifierValue } from '@lienmach/core';
import type { Substance } from 'fhir/r4';

export const REAGENT = 'reagent';

/** One lot of reagent, calibrator or consumable on the shelf or in an instrument. */
export interface ReagentLot {
  readonly instrument: string;
  readonly reagent: string;
  readonly name: string;
  readonly lot: string;
  /** last day, `yyyy-MM-dd` */
  readonly expiry: string;
  /** what is left */
  readonly quantity: number;
  readonly unit: string;
  /** least there should be, over all lots */
  readonly minimum: number;
  /** days it stays good once opened */
  readonly onboardDays?: number;
  readonly opened?: string;
  readonly indicators: readonly string[];
  readonly isDiscarded: boolean;
}

/** @source none: shape of the record */
export const reagentSubstance = (lot: ReagentLot, before?: Substance): Substance => ({
  ...before,
  resourceType: 'Substance',
  meta: { ...before?.meta, tag: [{ system: identifierSystems.instrument, code: lot.instrument }] },
  identifier: [{ system: identifierSystems.reagentLot, value: `${lot.instrument}^${lot.reagent}^${lot.lot}` }],
  status: lot.isDiscarded ? 'inactive' : 'active',
  category: [{ coding: [{ system: codeSystems.labMaterial, code: REAGENT }] }],
  code: { text: lot.name },
  instance: [{ expiry: lot.expiry, quantity: { value: lot.quantity, unit: lot.unit } }],
  extension: [
    {
      url: extensions.reagentLot,
      extension: [
        { url: 'minimum', valueDecimal: lot.minimum },
        ...(lot.onboardDays === undefined ? [] : [{ url: 'onboardDays', valueInteger: lot.onboardDays }]),
        ...(lot.opened === undefined ? [] : [{ url: 'opened', valueDate: lot.opened }]),
        ...lot.indicators.map((valueCode) => ({ url: 'indicator', valueCode })),
      ],
    },
  ],
});

/** @source none: reads the record */
export function readReagent(substance: Substance): ReagentLot {
  const [instrument = '', reagent = '', lot = ''] = (
    identifierValue(substance, identifierSystems.reagentLot) ?? ''
  ).split('^');
  const parts = substance.extension?.find(({ url }) => url === extensions.reagentLot)?.extension ?? [];
  const part = (url: string) => parts.find((one) => one.url === url);
  const [instance] = substance.instance ?? [];
  const onboardDays = part('onboardDays')?.valueInteger;
  const opened = part('opened')?.valueDate;
  return {
    instrument,
    reagent,
    lot,
    name: substance.code.text ?? reagent,
    expiry: (instance?.expiry ?? '').slice(0, 10),
    quantity: instance?.quantity?.value ?? 0,
    unit: instance?.quantity?.unit ?? '',
    minimum: part('minimum')?.valueDecimal ?? 0,
    indicators: parts.filter(({ url }) => url === 'indicator').flatMap(({ valueCode }) => valueCode ?? []),
    isDiscarded: substance.status !== 'active',
    ...(onboardDays === undefined ? {} : { onboardDays }),
    ...(opened === undefined ? {} : { opened }),
  };
}

/**
 * Last day on which the lot may be used: its expiry, or earlier when it was opened.
 *
 * @source ISO 15189:2022, 6.6: reagents within their date and in-use stability (from memory)
 */
export function goodUntil({ expiry, opened, onboardDays }: ReagentLot): string {
  if (opened === undefined || onboardDays === undefined) return expiry;
  const onboard = addDays(opened, onboardDays);
  return onboard < expiry ? onboard : expiry;
}

/** `expired`: past its day and still there; `in-use`: opened. @source ISO 15189:2022, 6.6 (from memory) */
export function reagentState(lot: ReagentLot, day: string): 'discarded' | 'empty' | 'expired' | 'in-use' | 'stored' {
  if (lot.isDiscarded) return 'discarded';
  if (lot.quantity <= 0) return 'empty';
  if (goodUntil(lot) < day) return 'expired';
  return lot.opened === undefined ? 'stored' : 'in-use';
}

/** Reagents of which less is left than there should be; lots past their day do not count. @source none: our own reading of minimum stock */
export function belowMinimum(lots: readonly ReagentLot[], day: string): Set<string> {
  const byReagent = Map.groupBy(lots, ({ instrument, reagent }) => `${instrument}^${reagent}`);
  const isUsable = (lot: ReagentLot): boolean => ['in-use', 'stored'].includes(reagentState(lot, day));
  const low = [...byReagent].filter(([, some]) => {
    const left = some.filter(isUsable).reduce((sum, { quantity }) => sum + quantity, 0);
    return left < Math.max(...some.map(({ minimum }) => minimum));
  });
  return new Set(low.map(([key]) => key));
}
