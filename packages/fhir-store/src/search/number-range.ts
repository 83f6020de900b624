/** A decimal as text and the values that it stands for when compared as it was written: `100` is 99.5 to 100.5. */
export interface NumberRange {
  readonly value: string;
  readonly low: string;
  readonly high: string;
}

const shape = /^([+-]?)(\d{1,40})(?:\.(\d{1,40}))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * Implicit precision of a searched number: half a unit of its last written digit on both sides.
 *
 * @returns exact decimal texts (never through a JavaScript number); undefined when it is not a number
 * @source FHIR R4 4.0.1, search.html#number (verified)
 */
export function numberRange(text: string): NumberRange | undefined {
  const found = shape.exec(text);
  if (!found) return undefined;
  const [, sign, whole = '', fraction = '', power = '0'] = found;
  const exponent = Number(power) - fraction.length;
  if (Math.abs(exponent) > 100) return undefined;
  const digits = BigInt(`${whole}${fraction}`) * (sign === '-' ? -1n : 1n);
  return {
    value: decimal(digits, exponent),
    low: decimal(digits * 10n - 5n, exponent - 1),
    high: decimal(digits * 10n + 5n, exponent - 1),
  };
}

/** What `ap` (approximately) means: a tenth of the value on both sides, at least its written precision. */
export function aboutNumber(range: NumberRange): NumberRange {
  const tenth = (text: string, parts: bigint) => scale(text, parts);
  const [nine, eleven] = [tenth(range.value, 9n), tenth(range.value, 11n)];
  const negative = range.value.startsWith('-');
  const [low, high] = negative ? [eleven, nine] : [nine, eleven];
  return Number(range.value) === 0 ? range : { value: range.value, low, high };
}

function scale(text: string, tenths: bigint): string {
  const [whole = '0', fraction = ''] = text.split('.');
  return decimal(BigInt(`${whole}${fraction}`) * tenths, -fraction.length - 1);
}

function decimal(digits: bigint, exponent: number): string {
  const sign = digits < 0n ? '-' : '';
  const text = (digits < 0n ? -digits : digits).toString();
  if (exponent >= 0) return `${sign}${text}${'0'.repeat(exponent)}`;
  const padded = text.padStart(1 - exponent, '0');
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}
