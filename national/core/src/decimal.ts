import { errors } from './errors.ts';

const DECIMAL = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?(?:[eE]([+-]?\d{1,2}))?$/;

/** Text of a decimal that came as JSON text, as a number (its shortest text) or as a raw JSON number. */
function textOf(value: unknown, at: string | undefined): string {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number') return String(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'object' && value !== null && 'rawJSON' in value && typeof value.rawJSON === 'string') {
    return value.rawJSON;
  }
  throw errors.notADecimal({ ...(at === undefined ? {} : { at }), detail: typeof value });
}

/**
 * A decimal as an exact integer of its smallest unit: `parseDecimal('1250.5', 3)` is `1250500n`.
 *
 * @param value   text, number or raw JSON number; never passes through binary arithmetic
 * @param places  decimal places kept; further digits must be zeros
 * @throws core.notADecimal, core.tooPrecise, core.numberTooLarge
 * @source QĐ 3176/QĐ-BYT (29/10/2024), number fields of the claim tables: 2 or 3 decimal places (secondary)
 */
export function parseDecimal(value: unknown, places: number, at?: string): bigint {
  const where = at === undefined ? {} : { at };
  const match = DECIMAL.exec(textOf(value, at));
  if (match === null) throw errors.notADecimal({ ...where });
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const shift = places - fraction.length + Number(exponent);
  const digits = BigInt(whole + fraction);
  const magnitude = shift >= 0 ? digits * 10n ** BigInt(shift) : exactly(digits, 10n ** BigInt(-shift), places, where);
  if (magnitude >= 10n ** 24n) throw errors.numberTooLarge({ ...where });
  return sign === '-' ? -magnitude : magnitude;
}

function exactly(digits: bigint, divisor: bigint, places: number, where: { at?: string }): bigint {
  if (digits % divisor !== 0n) throw errors.tooPrecise({ ...where, places });
  return digits / divisor;
}

/** Fewest digits that say the same: `decimalText(1250500n, 3)` is `1250.5`. */
export function decimalText(units: bigint, places: number): string {
  const fixed = fixedText(units, places);
  return places === 0 ? fixed : fixed.replace(/\.?0+$/, '');
}

/** All decimal places shown: `fixedText(26501000n, 2)` is `265010.00`. */
export function fixedText(units: bigint, places: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  const sign = units < 0n ? '-' : '';
  if (places === 0) return sign + digits;
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/**
 * The JSON number of an exact decimal. Numbers of up to 15 significant digits are written by JavaScript as they are meant.
 *
 * @throws core.numberTooLarge when the number could not be written exactly
 * @source ECMA-262, Number::toString shortest round trip (verified)
 */
export function decimalNumber(units: bigint, places: number): number {
  if ((units < 0n ? -units : units) >= 10n ** 15n) throw errors.numberTooLarge();
  return Number(decimalText(units, places));
}

/**
 * Quotient rounded half away from zero ("làm tròn số học").
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), rounding of amounts to two places (secondary)
 */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const rounded = (2n * n + d) / (2n * d);
  return negative ? -rounded : rounded;
}
