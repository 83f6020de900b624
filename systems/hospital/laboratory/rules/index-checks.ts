import type { Measured } from './calculated.ts';

/** A sum that must come out right when the machine, the specimen and the typing are right. */
export interface IndexFinding {
  readonly code: string;
  readonly told: number;
  readonly expected: number;
}

interface IndexCheck {
  readonly code: string;
  readonly inputs: readonly [string, string];
  readonly expected: (a: number, b: number) => number;
  /** percent of the expected value that may be missing */
  readonly within: number;
}

/** HGB in g/L, RBC in T/L, HCT in L/L. */
const checks: readonly IndexCheck[] = [
  { code: 'MCV', inputs: ['HCT', 'RBC'], expected: (hct, rbc) => (hct / rbc) * 1000, within: 5 },
  { code: 'MCH', inputs: ['HGB', 'RBC'], expected: (hgb, rbc) => hgb / rbc, within: 5 },
  { code: 'MCHC', inputs: ['HGB', 'HCT'], expected: (hgb, hct) => hgb / hct, within: 5 },
];

/**
 * Do MCV, MCH and MCHC agree with the counts they follow from? Lipaemia, cold agglutinins and mistyped values show here first.
 *
 * @returns the indices that do not agree; what is not told is not judged
 * @source red cell indices: ICSH, MCH = Hb / RBC, MCHC = Hb / Hct, MCV = Hct / RBC (from memory); 5 %: own choice
 */
export function indexChecks(values: Measured): IndexFinding[] {
  return checks.flatMap(({ code, inputs: [first, second], expected, within }): IndexFinding[] => {
    const [told, a, b] = [values[code], values[first], values[second]];
    if (told === undefined || a === undefined || b === undefined || b === 0) return [];
    const wanted = Math.round(expected(a, b) * 10) / 10;
    return Math.abs(told - wanted) > (wanted * within) / 100 ? [{ code, told, expected: wanted }] : [];
  });
}
