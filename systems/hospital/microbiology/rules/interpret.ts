import type { Breakpoint } from './breakpoint.ts';
import type { Measurement } from './read-measurement.ts';

export type Interpretation = 'S' | 'I' | 'SDD' | 'R' | 'NS';

/** a written dilution is the true power of two rounded: 0.12 for 0.125, 0.015 for 1/64 */
const ROUNDING = 0.05;

/**
 * The step of the doubling dilutions at which growth stops; between two steps (gradient strips) the upper one counts.
 *
 * @returns power of two: 0.12 and 0.125 → -3, 1.5 → 1
 * @source CLSI M07 and M100, MIC between two-fold dilutions is rounded up (secondary)
 */
export const dilutionStep = (value: number): number => Math.ceil(Math.log2(value) - ROUNDING) + 0;

/** from and to, both meant: what the measurement can be */
function stepsOf({ value, comparator }: Measurement): readonly [number, number] {
  const step = dilutionStep(value);
  if (comparator === '<=') return [-Infinity, step];
  if (comparator === '<') return [-Infinity, step - 1];
  if (comparator === '>=') return [step, Infinity];
  if (comparator === '>') return [step + 1, Infinity];
  return [step, step];
}

const wordBetween = (line: Breakpoint, isRKnown: boolean): Interpretation => (isRKnown ? (line.between ?? 'I') : 'NS');

function atStep(step: number, line: Breakpoint): Interpretation {
  if (line.micS !== undefined && step <= dilutionStep(line.micS)) return 'S';
  if (line.micR !== undefined && step >= dilutionStep(line.micR)) return 'R';
  return wordBetween(line, line.micR !== undefined);
}

/** a sign that reaches over a limit says nothing certain */
function byDilution(measured: Measurement, line: Breakpoint): Interpretation | undefined {
  if (line.micS === undefined && line.micR === undefined) return undefined;
  const [least, most] = stepsOf(measured).map((step) => atStep(step, line));
  return least === most ? least : undefined;
}

function byZone({ value }: Measurement, line: Breakpoint): Interpretation | undefined {
  const { zoneS, zoneR } = line;
  if (zoneS === undefined && zoneR === undefined) return undefined;
  if (zoneS !== undefined && value >= zoneS) return 'S';
  if (zoneR !== undefined && value <= zoneR) return 'R';
  return wordBetween(line, zoneR !== undefined);
}

/**
 * What a measurement means by a line of the standard. A value on a limit belongs to the side the limit names.
 *
 * @returns undefined when the line has no limits for this method, or a sign reaches over a limit (`≤4` where S ends at 1)
 * @source CLSI M100, tables 2A-2H: S ≤ or ≥, R ≥ or ≤, I or SDD between, NS where no resistant limit exists (secondary)
 */
export const interpret = (measured: Measurement, line: Breakpoint): Interpretation | undefined =>
  measured.method === 'mic' ? byDilution(measured, line) : byZone(measured, line);
