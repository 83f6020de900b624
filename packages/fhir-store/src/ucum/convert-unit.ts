import { type ParsedUnit, parseUnit } from './parse-unit.ts';
import { decimalText, power, rational, times } from './rational.ts';

export interface ConvertedAmount {
  /** decimal text; zeros at the end say how exactly it was measured, as they did before */
  readonly value: string;
  /** both units mean the same amount, so nothing but the spelling changed */
  readonly isSame: boolean;
}

const isOneKind = (a: ParsedUnit, b: ParsedUnit): boolean =>
  a.dimension.size === b.dimension.size && [...a.dimension].every(([base, size]) => b.dimension.get(base) === size);

const digitsOf = (text: string): number => text.replace(/^[+-]?[0.]*|\./g, '').length;

/** `42` measured as `4.20` is `42.0`. */
function asExact(value: string, digits: number): string {
  const missing = digits - digitsOf(value);
  if (missing <= 0 || /^-?0(?:\.0*)?$/.test(value)) return value;
  return `${value}${value.includes('.') ? '' : '.'}${'0'.repeat(missing)}`;
}

/**
 * An amount in another unit of the same kind, exactly. Scales that begin elsewhere (`Cel`) are not converted here, and the
 * mole is a base of its own: mass is never turned into amount of substance.
 *
 * @param value  a decimal text
 * @returns undefined when UCUM does not know a unit, or they cannot be compared
 * @source The Unified Code for Units of Measure 2.1, §§ 18-21 (verified)
 */
export function convertUnit(value: string, from: string, to: string): ConvertedAmount | undefined {
  const [source, target, exact] = [parseUnit(from), parseUnit(to), rational(value)];
  if (!source || !target || !exact || !isOneKind(source, target)) return undefined;
  const ratio = times(source.factor, power(target.factor, -1));
  if (ratio.n === ratio.d) return { value, isSame: true };
  return { value: asExact(decimalText(times(exact, ratio)), digitsOf(value)), isSame: false };
}
