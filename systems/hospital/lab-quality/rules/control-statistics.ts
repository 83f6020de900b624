import type { ControlTarget } from './control-lot.ts';

/** What a control material has measured so far. */
export interface ControlStatistics {
  readonly count: number;
  readonly mean: number;
  /** of the sample, n − 1 */
  readonly sd: number;
  /** percent of the mean */
  readonly cv: number;
  /** percent of the target mean, with sign */
  readonly bias: number;
  /** |bias| + 1.65 CV, percent */
  readonly totalError: number;
  /** (allowable error − |bias|) / CV */
  readonly sigma?: number;
}

/** one-sided 95 % of a normal distribution */
const Z95 = 1.65;

/**
 * Cumulative figures of one lot and level. Fewer than two measurements have no spread; a rejected one counts when nobody could
 * say why it was out, so the caller decides what goes in.
 *
 * @param values  in the unit of the target
 * @returns undefined for fewer than two values
 * @source J. O. Westgard, total analytic error: TE = |bias| + 1.65 CV; sigma = (TEa − |bias|) / CV (secondary)
 */
export function controlStatistics(
  values: readonly number[],
  target: Pick<ControlTarget, 'mean' | 'allowableError'>,
): ControlStatistics | undefined {
  if (values.length < 2) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
  const cv = mean === 0 ? 0 : (sd / Math.abs(mean)) * 100;
  const bias = target.mean === 0 ? 0 : ((mean - target.mean) / Math.abs(target.mean)) * 100;
  const base = { count: values.length, mean, sd, cv, bias, totalError: Math.abs(bias) + Z95 * cv };
  if (target.allowableError === undefined || cv === 0) return base;
  return { ...base, sigma: (target.allowableError - Math.abs(bias)) / cv };
}

/** as people read it: four figures are more than any laboratory has. @source none: how numbers are written */
export const rounded = (value: number): number => Number(value.toPrecision(4));
