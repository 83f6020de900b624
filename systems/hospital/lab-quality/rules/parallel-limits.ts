import type { ControlTarget } from './control-lot.ts';
import { controlStatistics } from './control-statistics.ts';

export const LEAST_PARALLEL = 10;
/** percent: less is what binary fractions leave of equal values */
const TRACE = 1e-6;

/**
 * A lot measured in parallel gets limits of its own and is used from this day on.
 *
 * @param values  what it measured in parallel, in the unit of the target
 * @returns undefined when there are too few: twenty over ten days are recommended, fewer than ten are no limits at all
 * @source CLSI C24: target of a new lot from measurements beside the old one (from memory); the least of ten is our own choice
 */
export function ownLimits(
  target: ControlTarget,
  values: readonly number[],
  day: string,
  least = LEAST_PARALLEL,
): ControlTarget | undefined {
  const figures = controlStatistics(values, target);
  if (figures === undefined || figures.count < least || figures.cv < TRACE) return undefined;
  const places = (value: number): number => Number(value.toPrecision(5));
  return { ...target, mean: places(figures.mean), sd: places(figures.sd), from: day, mode: 'in-use' };
}
