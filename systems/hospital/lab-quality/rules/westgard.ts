/** One measurement of a control material, as distance from its target. */
export interface ControlValue {
  readonly level: string;
  /** ISO instant */
  readonly at: string;
  /** (value − mean) / SD, see `zScore` */
  readonly z: number;
}

export type WestgardRule = '1-2s' | '1-3s' | '2-2s' | 'R-4s' | '4-1s' | '10-x';
export type ControlState = 'accepted' | 'warning' | 'rejected';

export interface Judgement {
  readonly state: ControlState;
  /** what was broken; the warning only when nothing else was */
  readonly rules: readonly WestgardRule[];
}

/** control materials measured within this time, each level once, are one run: our own choice */
const RUN_MINUTES = 60;
const PLACES = 1e6;

/**
 * Distance from the mean in standard deviations. Rounded to a millionth, so that a value exactly on a limit (4.2 for
 * 4.0 ± 0.1) is not pushed over it by binary fractions.
 *
 * @source J. O. Westgard et al., Clin Chem 1981;27:493-501, z as distance in SD (secondary); rounding: our own choice
 */
export const zScore = (value: number, mean: number, sd: number): number =>
  Math.round(((value - mean) / sd) * PLACES) / PLACES;

const minutesBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 60_000;

/**
 * The measurements that belong to one run with this one: newest first, each level once, within an hour. A level measured
 * again begins a new run.
 *
 * @param earlier  everything measured before it, oldest first
 * @source none: our own reading of "within one run"; instruments name no run
 */
export function runOf(point: ControlValue, earlier: readonly ControlValue[]): ControlValue[] {
  const run = [point];
  for (const one of earlier.toReversed()) {
    const isAgain = run.some(({ level }) => level === one.level);
    if (isAgain || minutesBetween(one.at, point.at) > RUN_MINUTES) break;
    run.push(one);
  }
  return run;
}

/** the last `count` of a series lie further than `limit` SD on the same side */
function lastBeyond(series: readonly ControlValue[], count: number, limit: number): boolean {
  const last = series.slice(-count);
  return last.length === count && (last.every(({ z }) => z > limit) || last.every(({ z }) => z < -limit));
}

/**
 * Judges one control measurement by the Westgard multirule: 1-2s warns; 1-3s, 2-2s, R-4s, 4-1s and 10-x reject. 2-2s counts
 * within a level across runs and across levels within a run; R-4s across levels within a run only; 4-1s and 10-x within a level
 * and across levels. A value exactly on a limit has not passed it, a value exactly on the mean lies on neither side.
 *
 * @param earlier  measurements of the same instrument and indicator, all levels, oldest first, since the last correction
 * @source J. O. Westgard et al., "A multi-rule Shewhart chart for quality control in clinical chemistry", Clin Chem 1981;27:493-501, and westgard.com lessons 12 and 18 (secondary)
 */
export function judgeControl(point: ControlValue, earlier: readonly ControlValue[]): Judgement {
  const all = [...earlier, point];
  const own = all.filter(({ level }) => level === point.level);
  const run = runOf(point, earlier);
  const isHigh = point.z > 2;
  const isLow = point.z < -2;
  const others = run.slice(1);
  const rejections: readonly (readonly [WestgardRule, boolean])[] = [
    ['1-3s', Math.abs(point.z) > 3],
    ['2-2s', lastBeyond(own, 2, 2) || others.some(({ z }) => (isHigh && z > 2) || (isLow && z < -2))],
    ['R-4s', others.some(({ z }) => (isHigh && z < -2) || (isLow && z > 2))],
    ['4-1s', lastBeyond(own, 4, 1) || lastBeyond(all, 4, 1)],
    ['10-x', lastBeyond(own, 10, 0) || lastBeyond(all, 10, 0)],
  ];
  const rules = rejections.filter(([, isBroken]) => isBroken).map(([rule]) => rule);
  if (rules.length > 0) return { state: 'rejected', rules };
  return isHigh || isLow ? { state: 'warning', rules: ['1-2s'] } : { state: 'accepted', rules: [] };
}
