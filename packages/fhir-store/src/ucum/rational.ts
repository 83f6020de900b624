/** An exact fraction; the denominator is positive. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

export const ONE: Rational = { n: 1n, d: 1n };

const shape = /^([+-]?)(\d{1,60})(?:\.(\d{1,60}))?(?:[eE]([+-]?\d{1,3}))?$/;

/** `9.80665`, `1e-3`; undefined when it is not a decimal number of sensible size. */
export function rational(text: string): Rational | undefined {
  const [all, sign, whole = '', fraction = '', power = '0'] = shape.exec(text) ?? [];
  if (all === undefined) return undefined;
  const exponent = Number(power) - fraction.length;
  if (Math.abs(exponent) > 200) return undefined;
  const digits = BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`);
  return exponent >= 0 ? { n: digits * 10n ** BigInt(exponent), d: 1n } : lowest(digits, 10n ** BigInt(-exponent));
}

export const times = (a: Rational, b: Rational): Rational => lowest(a.n * b.n, a.d * b.d);
export const plus = (a: Rational, b: Rational): Rational => lowest(a.n * b.d + b.n * a.d, a.d * b.d);

/** @param exponent  also negative, for any number but 0 */
export function power(base: Rational, exponent: number): Rational {
  const size = BigInt(Math.abs(exponent));
  const raised = { n: base.n ** size, d: base.d ** size };
  return exponent < 0 ? over(raised) : raised;
}

const over = ({ n, d }: Rational): Rational => (n < 0n ? { n: -d, d: -n } : { n: d, d: n });

function lowest(n: bigint, d: bigint): Rational {
  let [a, b] = [n < 0n ? -n : n, d];
  while (b > 0n) [a, b] = [b, a % b];
  return a > 1n ? { n: n / a, d: d / a } : { n, d };
}

/** Enough that units of medicine are told apart, few enough that an index row stays small. */
const DIGITS = 15;

/** As a decimal text, rounded half up to 15 significant digits: equal fractions always give equal texts. */
export function decimalText({ n, d }: Rational): string {
  if (n === 0n) return '0';
  const size = n < 0n ? -n : n;
  // the quotient has then at least DIGITS + 1 digits
  const places = DIGITS + 1 - (size.toString().length - d.toString().length);
  const scaled = places >= 0 ? (size * 10n ** BigInt(places)) / d : size / (d * 10n ** BigInt(-places));
  const spare = scaled.toString().length - DIGITS;
  const unit = 10n ** BigInt(spare);
  const rounded = (scaled + unit / 2n) / unit;
  return `${n < 0n ? '-' : ''}${pointed(rounded.toString(), spare - places)}`;
}

function pointed(digits: string, exponent: number): string {
  if (exponent >= 0) return digits + '0'.repeat(exponent);
  const padded = digits.padStart(1 - exponent, '0');
  const [whole, fraction] = [padded.slice(0, exponent), padded.slice(exponent).replace(/0+$/, '')];
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
