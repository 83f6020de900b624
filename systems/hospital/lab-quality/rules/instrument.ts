import { addDays, extensions, identifierSystems, identifierValue } from '@lienmach/core';
import type { Device, Extension } from 'fhir/r4';

export type PlanKind = 'maintenance' | 'calibration';

/** What is done to an instrument every so many days. */
export interface InstrumentPlan {
  readonly kind: PlanKind;
  readonly title: string;
  readonly everyDays: number;
  /** day it was done last, `yyyy-MM-dd` */
  readonly last: string;
  /** indicators whose results are held when a calibration is overdue */
  readonly indicators: readonly string[];
  /** maintenance that keeps results back when it is overdue, of the indicators or of the whole instrument; a calibration always does */
  readonly holds?: boolean;
}

const planExtension = ({ kind, title, everyDays, last, indicators, holds }: InstrumentPlan): Extension => ({
  url: extensions.instrumentPlan,
  extension: [
    { url: 'kind', valueCode: kind },
    { url: 'title', valueString: title },
    { url: 'everyDays', valueInteger: everyDays },
    { url: 'last', valueDate: last },
    ...(holds === true ? [{ url: 'holds', valueBoolean: true }] : []),
    ...indicators.map((valueCode) => ({ url: 'indicator', valueCode })),
  ],
});

const readPlan = ({ extension = [] }: Extension): InstrumentPlan => {
  const part = (url: string) => extension.find((one) => one.url === url);
  return {
    kind: part('kind')?.valueCode === 'calibration' ? 'calibration' : 'maintenance',
    title: part('title')?.valueString ?? '',
    everyDays: part('everyDays')?.valueInteger ?? 0,
    last: part('last')?.valueDate ?? '',
    indicators: extension.filter(({ url }) => url === 'indicator').flatMap(({ valueCode }) => valueCode ?? []),
    ...(part('holds')?.valueBoolean === true ? { holds: true } : {}),
  };
};

/** @source none: reads the record */
export const plansOf = ({ extension = [] }: Device): InstrumentPlan[] =>
  extension.filter(({ url }) => url === extensions.instrumentPlan).map(readPlan);

/** @source none: writes the record; an empty list is no FHIR */
export function withPlans({ extension = [], ...device }: Device, plans: readonly InstrumentPlan[]): Device {
  const others = extension.filter(({ url }) => url !== extensions.instrumentPlan);
  const all = [...others, ...plans.map(planExtension)];
  return { ...device, ...(all.length === 0 ? {} : { extension: all }) };
}

/** @source none: reads the record */
export const instrumentCode = (device: Device): string => identifierValue(device, identifierSystems.instrument) ?? '';

/** Nothing comes from it that could be held; without a status it may be measuring. @source none: own choice */
export const isOutOfService = ({ status }: Device): boolean => status === 'inactive' || status === 'entered-in-error';

export type DueState = 'overdue' | 'soon' | 'later';

/** days before the due day from which it stands on the list */
const SOON_DAYS = 7;

/**
 * When the work is due, and how that looks today. On the due day itself it is not overdue yet.
 *
 * @param day  today in Viet Nam
 * @source TT 01/2013/TT-BYT and ISO 15189:2022, 6.4: maintenance and calibration by a plan (from memory); the week is our own choice
 */
export function dueOf(
  { last, everyDays }: InstrumentPlan,
  day: string,
): { readonly on: string; readonly state: DueState } {
  const on = addDays(last, everyDays);
  if (on < day) return { on, state: 'overdue' };
  return { on, state: on <= addDays(day, SOON_DAYS) ? 'soon' : 'later' };
}

/** The plan with the work done. @source none: writes the record */
export const donePlan = (plan: InstrumentPlan, day: string): InstrumentPlan => ({ ...plan, last: day });
