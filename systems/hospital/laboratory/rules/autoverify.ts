import { type AutoverifyRule, type AutoverifySet, autoverifySets } from '../catalogs/autoverify-rules.ts';
import type { LabIndicator } from '../catalogs/lab-indicator.ts';
import { deltaCheck, type TimedValue } from './delta-check.ts';
import { type Person, referenceInterval } from './reference-interval.ts';

/** What is known of one result when nobody has looked at it yet. */
export interface ResultToJudge {
  readonly indicator: LabIndicator;
  readonly person: Person;
  /** absent: a word, or nothing could be measured */
  readonly value?: number;
  /** `<5`: a bound is no value */
  readonly isBound?: boolean;
  /** of the result: `N`, `H`, `LL`, `A`, … */
  readonly flag?: string;
  readonly at?: Date;
  readonly before?: TimedValue;
  /** what the machine said about it, besides high and low */
  readonly machineFlags: readonly string[];
  /** H, I, L of the specimen */
  readonly indices: Readonly<Record<string, number>>;
  /** an instrument's control or calibration failed, and nobody has closed it */
  readonly isHeld: boolean;
  readonly isCollected: boolean;
  /** the indices of the red cells agree with their counts */
  readonly isAgreeing: boolean;
}

/** Why a person has to look; `none` of these: it passes. */
export type Reason =
  | 'reference'
  | 'limits'
  | 'critical'
  | 'delta'
  | 'machine-flag'
  | 'hold'
  | 'agreement'
  | 'collected'
  | 'index'
  | 'no-value';

const isCritical = (flag: string | undefined): boolean => flag === 'HH' || flag === 'LL' || flag === 'AA';

function isOutside(result: ResultToJudge, widen: number): boolean {
  const { value, indicator, person, flag } = result;
  if (value === undefined || result.isBound === true) return flag !== 'N';
  const range = referenceInterval(indicator, person);
  if (range === undefined) return true;
  const wide = (bound: number, sign: 1 | -1): number => bound + (sign * Math.abs(bound) * widen) / 100;
  if (range.low !== undefined && value < wide(range.low, -1)) return true;
  return range.high !== undefined && value > wide(range.high, 1);
}

function hasJumped({ indicator, value, at, before, isBound }: ResultToJudge): boolean {
  if (value === undefined || at === undefined || isBound === true) return false;
  return deltaCheck({ value, at }, before, indicator.delta).length > 0;
}

type Judge = { readonly [Check in AutoverifyRule['check']]: (result: ResultToJudge, rule: AutoverifyRule) => boolean };

/** true: the rule is broken */
const broken: Judge = {
  reference: (result, rule) => rule.check === 'reference' && isOutside(result, rule.widen),
  limits: ({ value }, rule) =>
    rule.check === 'limits' && (value === undefined || value < rule.low || value > rule.high),
  critical: ({ flag }) => isCritical(flag),
  delta: hasJumped,
  'machine-flag': ({ machineFlags }) => machineFlags.length > 0,
  hold: ({ isHeld }) => isHeld,
  agreement: ({ isAgreeing }) => !isAgreeing,
  collected: ({ isCollected }) => !isCollected,
  index: ({ indices }, rule) => rule.check === 'index' && (indices[rule.index] ?? 0) > rule.most,
};

/**
 * Why a result does not pass by itself; empty when it does. Nothing passes that was not measured.
 *
 * @param sets  of the laboratory; the first that names the indicator counts, else the one that names none
 * @source CLSI AUTO10 (2006), autoverification (from memory); the sets are data of each laboratory
 */
export function autoverifyReasons(result: ResultToJudge, sets: readonly AutoverifySet[] = autoverifySets): Reason[] {
  if (result.value === undefined && result.flag === undefined) return ['no-value'];
  const own = sets.find(({ indicators }) => indicators?.includes(result.indicator.code));
  const { rules } = own ?? sets.find(({ indicators }) => indicators === undefined) ?? { rules: [] };
  return rules.flatMap((rule): Reason[] => (broken[rule.check](result, rule) ? [rule.check] : []));
}
