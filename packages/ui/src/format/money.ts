/** whole đồng; a safe integer, never a fraction */
const LARGEST = 999_999_999_999;

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, '.');

/** `1234567` → `1.234.567`; three places of a FHIR decimal stay: `1234.5` → `1.234,5` */
export function formatNumber(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '';
  const [whole = '0', fraction] = String(Math.abs(value)).split('.');
  return `${value < 0 ? '−' : ''}${grouped(whole)}${fraction === undefined ? '' : `,${fraction}`}`;
}

/** `1.234.567 đ` */
export const formatMoney = (value: number | undefined): string =>
  value === undefined ? '' : `${formatNumber(value)}\u00a0đ`;

/**
 * What people type into a money field: `118000`, `118.000`, `118k`, `1,5tr`. Undefined: not an amount of whole đồng.
 *
 * @source web design of the house, section 4 "Money field": our own decision (verified)
 */
export function parseMoney(text: string): number | undefined {
  const typed = text.trim().toLowerCase().replace(/\s|đ/g, '');
  const short = /^(\d{1,9})(?:,(\d{1,6}))?(k|tr)$/.exec(typed);
  if (short) {
    const [, whole = '', fraction = '', unit] = short;
    const places = unit === 'k' ? 3 : 6;
    if (fraction.length > places) return undefined;
    return within(Number(`${whole}${fraction.padEnd(places, '0')}`));
  }
  if (/^\d{1,12}$/.test(typed)) return within(Number(typed));
  return /^\d{1,3}(\.\d{3})+$/.test(typed) ? within(Number(typed.replaceAll('.', ''))) : undefined;
}

const within = (amount: number): number | undefined => (amount <= LARGEST ? amount : undefined);
