const DECIMAL = /^[+-]?\d{1,9}([.,]\d{1,9})?$/;

/**
 * A measurement as people type it: `5,4`, `5.4`, `-0,3`. Undefined: no number; a thousands mark is none.
 *
 * @source none: how people write decimals in Viet Nam
 */
export function readDecimal(text: string): number | undefined {
  const trimmed = text.trim().replace('−', '-');
  return DECIMAL.test(trimmed) ? Number(trimmed.replace(',', '.')) : undefined;
}
