import { decimalNumber, parseDecimal } from '@lienmach/core';
import { isFhirError } from '@lienmach/outcome';
import { errors } from '../errors.ts';

/**
 * Kilograms as the input gives them, undefined when it gives none.
 *
 * @param value  a number, or a raw JSON number whose digits JavaScript would rewrite (14.50)
 * @throws errors.badWeight outside 0.2-500 kg, more than three decimals, or no number
 * @source own choice of the range: below the lightest newborn, above the heaviest patient (unsure)
 */
export function bodyWeight(value: unknown, at: string): number | undefined {
  if (value === undefined) return undefined;
  try {
    const grams = parseDecimal(value, 3);
    if (grams >= 200n && grams <= 500_000n) return decimalNumber(grams, 3);
  } catch (thrown) {
    if (!isFhirError(thrown)) throw thrown;
  }
  throw errors.badWeight({ at });
}
