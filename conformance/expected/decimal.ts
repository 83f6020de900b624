/** Decimals as whole numbers of 10⁻²⁰, so that no digit is lost. */
const SCALE = 20;
export const ONE = 10n ** BigInt(SCALE);

export function scaled(text: string): bigint {
  const [, sign = '', whole = '0', fraction = '', power = '0'] =
    /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = BigInt(`${whole}${fraction}`) * (sign === '-' ? -1n : 1n);
  const shift = SCALE - fraction.length + Number(power);
  return shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift);
}

/** Half a unit of the last digit written. */
export function half(text: string): bigint {
  const [, fraction = '', power = '0'] = /^[+-]?\d+(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  return 5n * 10n ** BigInt(SCALE - 1 - fraction.length + Number(power));
}

/** The number again, as JSON holds it. */
export function plainNumber(value: bigint): number {
  const [sign, digits] = value < 0n ? ['-', -value] : ['', value];
  return Number(`${sign}${digits / ONE}.${String(digits % ONE).padStart(SCALE, '0')}`);
}
