import { codeSystems, extensions, identifierSystems, identifierValue } from '@lienmach/core';
import type { Extension, Substance } from 'fhir/r4';

export const CONTROL = 'control';
export type TargetMode = 'in-use' | 'parallel';

/** What a control lot should measure on one instrument. */
export interface ControlTarget {
  readonly instrument: string;
  readonly indicator: string;
  /** of the indicator, for people */
  readonly name: string;
  readonly mean: number;
  readonly sd: number;
  /** as people write it */
  readonly unit: string;
  readonly ucum: string;
  /** first and last day, `yyyy-MM-dd` */
  readonly from: string;
  readonly to?: string;
  /** `parallel`: measured beside the lot in use until it has limits of its own; it holds nothing back */
  readonly mode: TargetMode;
  /** allowable total error of the laboratory, percent */
  readonly allowableError?: number;
}

const textParts = ['instrument', 'indicator', 'name', 'unit', 'ucum'] as const;

const targetExtension = (target: ControlTarget): Extension => ({
  url: extensions.controlTarget,
  extension: [
    ...textParts.map((url) => ({ url, valueString: target[url] })),
    { url: 'mean', valueDecimal: target.mean },
    { url: 'sd', valueDecimal: target.sd },
    { url: 'mode', valueCode: target.mode },
    { url: 'from', valueDate: target.from },
    ...(target.to === undefined ? [] : [{ url: 'to', valueDate: target.to }]),
    ...(target.allowableError === undefined ? [] : [{ url: 'allowableError', valueDecimal: target.allowableError }]),
  ],
});

/** @source none: reads the record */
export function readTarget({ extension = [] }: Extension): ControlTarget {
  const part = (url: string) => extension.find((one) => one.url === url);
  const text = (url: string): string => part(url)?.valueString ?? '';
  const to = part('to')?.valueDate;
  const allowableError = part('allowableError')?.valueDecimal;
  return {
    instrument: text('instrument'),
    indicator: text('indicator'),
    name: text('name'),
    unit: text('unit'),
    ucum: text('ucum'),
    mean: part('mean')?.valueDecimal ?? 0,
    sd: part('sd')?.valueDecimal ?? 0,
    mode: part('mode')?.valueCode === 'parallel' ? 'parallel' : 'in-use',
    from: part('from')?.valueDate ?? '',
    ...(to === undefined ? {} : { to }),
    ...(allowableError === undefined ? {} : { allowableError }),
  };
}

/** @source none: reads the record */
export const targetsOf = ({ extension = [] }: Substance): ControlTarget[] =>
  extension.filter(({ url }) => url === extensions.controlTarget).map(readTarget);

/** A target by the names of its line; what it should measure is read from `written` when somebody asks. */
export interface WrittenTarget extends Pick<ControlTarget, 'instrument' | 'indicator' | 'name'> {
  readonly written: Extension;
}

/** Targets in force on a day: a house has thousands, and shows a page of them. @source none: reads the record */
export function targetsInForce({ extension = [] }: Substance, day: string): WrittenTarget[] {
  return extension.flatMap((written) => {
    const { extension: parts = [] } = written;
    const dayOf = (url: string) => parts.find((one) => one.url === url)?.valueDate;
    const text = (url: string) => parts.find((one) => one.url === url)?.valueString ?? '';
    const isOurs = written.url === extensions.controlTarget;
    if (!isOurs || (dayOf('from') ?? '') > day || (dayOf('to') ?? day) < day) return [];
    return [{ instrument: text('instrument'), indicator: text('indicator'), name: text('name'), written }];
  });
}

/** @source none: writes the record; an empty list is no FHIR */
export function withTargets({ extension = [], ...lot }: Substance, targets: readonly ControlTarget[]): Substance {
  const others = extension.filter(({ url }) => url !== extensions.controlTarget);
  const all = [...others, ...targets.map(targetExtension)];
  return { ...lot, ...(all.length === 0 ? {} : { extension: all }) };
}

/** @source none: reads the record */
export function lotAndLevel(lot: Substance): { readonly lot: string; readonly level: string } {
  const [number = '', level = ''] = (identifierValue(lot, identifierSystems.controlLot) ?? '').split('^');
  return { lot: number, level };
}

/** @source none: reads the record */
export const expiryOf = (lot: Substance): string => (lot.instance?.[0]?.expiry ?? '').slice(0, 10);

export interface ControlLotHead {
  readonly lot: string;
  readonly level: string;
  readonly material: string;
  readonly manufacturer?: string;
  readonly expiry: string;
}

/** @source TT 01/2013/TT-BYT, internal quality control: material and lot are known (secondary) */
export const controlLot = ({ lot, level, material, manufacturer, expiry }: ControlLotHead): Substance => ({
  resourceType: 'Substance',
  identifier: [{ system: identifierSystems.controlLot, value: `${lot}^${level}` }],
  status: 'active',
  category: [{ coding: [{ system: codeSystems.labMaterial, code: CONTROL }] }],
  code: { text: material },
  ...(manufacturer === undefined ? {} : { description: manufacturer }),
  instance: [{ expiry }],
});

/**
 * The target a measurement is judged by: of this instrument and indicator, in force on the day; an expired lot has none.
 *
 * @param day  day of the measurement in Viet Nam
 * @source TT 01/2013/TT-BYT, internal quality control: control material within its date (secondary)
 */
export function targetFor(
  lot: Substance,
  { instrument, indicator }: Pick<ControlTarget, 'instrument' | 'indicator'>,
  day: string,
): ControlTarget | undefined {
  const expiry = expiryOf(lot);
  if (expiry !== '' && expiry < day) return undefined;
  return targetsOf(lot).findLast(
    (one) =>
      one.instrument === instrument &&
      one.indicator === indicator &&
      one.from <= day &&
      (one.to === undefined || one.to >= day),
  );
}
