import type { CodeableConcept, Observation, ObservationComponent } from 'fhir/r4';
import { type OutsideOrigin, outsideOrigin } from './outside-origin.ts';

/** One number on a chart. */
export interface MeasuredPoint {
  readonly key: string;
  readonly at: string;
  readonly value: number;
  readonly unit: string;
  /** `<` or `>` when the number is a bound */
  readonly comparator?: string;
  /** interpretation other than normal: H, HH, L, LL, A */
  readonly flag?: string;
  readonly low?: number;
  readonly high?: number;
  /** another facility measured it */
  readonly origin?: OutsideOrigin;
}

type Measured = Pick<Observation | ObservationComponent, 'valueQuantity' | 'interpretation' | 'referenceRange'>;

/**
 * What the laboratory itself called abnormal; the chart judges nothing.
 *
 * @source FHIR R4, v3-ObservationInterpretation (verified)
 */
export const flagOf = ({ interpretation }: Pick<Measured, 'interpretation'>): string | undefined => {
  const code = interpretation?.[0]?.coding?.[0]?.code;
  return code === undefined || code === 'N' ? undefined : code;
};

/** @source none: a reading of FHIR R4 Quantity and referenceRange */
export function pointOf(key: string, at: string, measured: Measured): MeasuredPoint | undefined {
  const { value, unit = '', comparator } = measured.valueQuantity ?? {};
  if (value === undefined) return undefined;
  const [range] = measured.referenceRange ?? [];
  const flag = flagOf(measured);
  return {
    key,
    at,
    value,
    unit,
    ...(comparator === undefined ? {} : { comparator }),
    ...(flag === undefined ? {} : { flag }),
    ...(range?.low?.value === undefined ? {} : { low: range.low.value }),
    ...(range?.high?.value === undefined ? {} : { high: range.high.value }),
  };
}

export const hasCode = ({ coding }: CodeableConcept, code: string): boolean =>
  coding?.some((one) => one.code === code) ?? false;

const byTime = (a: MeasuredPoint, b: MeasuredPoint): number => a.at.localeCompare(b.at);
const isReal = ({ status }: Observation): boolean => status !== 'entered-in-error' && status !== 'cancelled';
const timeOf = (one: Observation): string => one.effectiveDateTime ?? one.issued ?? '';

/**
 * The numbers of a list of results, oldest first; without those written by mistake and those without a time.
 *
 * @param component  code of the part to draw, e.g. the systolic pressure
 * @source none: what a line of a chart is made of
 */
export function pointsOf(results: readonly Observation[], component?: string): MeasuredPoint[] {
  return results
    .filter((one) => isReal(one) && timeOf(one) !== '')
    .flatMap((one) => {
      const part = component === undefined ? one : one.component?.find(({ code }) => hasCode(code, component));
      const point = part && pointOf(`Observation/${one.id}`, timeOf(one), part);
      const origin = outsideOrigin(one);
      if (point === undefined) return [];
      return [origin === undefined ? point : { ...point, origin }];
    })
    .toSorted(byTime);
}

/**
 * The points that can stand on one line: those in the unit of the newest. Another laboratory may count in another one.
 *
 * @source none: what a line of a chart is made of
 */
export const inOneUnit = (points: readonly MeasuredPoint[]): MeasuredPoint[] =>
  points.filter(({ unit }) => unit === points.at(-1)?.unit);
