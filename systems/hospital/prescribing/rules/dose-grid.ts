import { decimalText, parseDecimal, parseQuantity3, type Quantity3 } from '@lienmach/core';
import { errors } from '../errors.ts';

export const dayTimes = ['morning', 'noon', 'afternoon', 'evening'] as const;
export type DayTime = (typeof dayTimes)[number];

/** Doses of one day in thousandths of the dose unit; zero means none at that time. */
export type DoseGrid = Readonly<Record<DayTime, bigint>>;

const FRACTION = /^([1-9]\d?)\/([248])$/;
const MAX_DOSE = 1_000_000n;

/**
 * One box of the grid: `1`, `0,5`, `0.25`, `1/2`, `3/4`; empty means none.
 *
 * @returns thousandths of the dose unit
 * @throws errors.badDose for anything else, below zero or above 1000
 * @source own choice: doses a pharmacy can measure, at most three decimals (unsure)
 */
export function parseDose(text: string | undefined, at: string, drug: string): bigint {
  const value = (text ?? '').trim();
  if (value === '' || value === '-') return 0n;
  const fraction = FRACTION.exec(value);
  if (fraction !== null) return (BigInt(fraction[1] ?? '0') * 1000n) / BigInt(fraction[2] ?? '1');
  try {
    const dose = parseDecimal(value.replace(',', '.'), 3);
    if (dose >= 0n && dose <= MAX_DOSE) return dose;
  } catch {
    // told below in the words of this room
  }
  throw errors.badDose({ at, drug, detail: value.slice(0, 20) });
}

export const dailyDose = (grid: DoseGrid): bigint => dayTimes.reduce((sum, time) => sum + grid[time], 0n);

/**
 * Doses of a day × days, as whole units: what is begun is dispensed whole.
 *
 * @returns thousandths, always whole units
 * @source TT 26/2025/TT-BYT, art. 6 (5): quantity follows dose and days; rounding up is our own choice (unsure)
 */
export function dispensedQuantity(grid: DoseGrid, days: number): Quantity3 {
  const exact = dailyDose(grid) * BigInt(days);
  return parseQuantity3(String((exact + 999n) / 1000n));
}

const fractions: Readonly<Record<string, string>> = { '0.5': '1/2', '0.25': '1/4', '0.75': '3/4' };

/** As people write it: `1`, `1/2`, `1,5`. */
export function doseText(dose: bigint): string {
  const text = decimalText(dose, 3);
  return fractions[text] ?? text.replace('.', ',');
}

const vietnamese: Readonly<Record<DayTime, string>> = {
  morning: 'sáng',
  noon: 'trưa',
  afternoon: 'chiều',
  evening: 'tối',
};

/**
 * For the patient: `Sáng 1 viên, chiều 1/2 viên`.
 *
 * @source TT 26/2025/TT-BYT, art. 6 (5): dose of each time (secondary); the wording is ours
 */
export function gridText(grid: DoseGrid, unit: string): string {
  const parts = dayTimes
    .filter((time) => grid[time] > 0n)
    .map((time) => `${vietnamese[time]} ${doseText(grid[time])} ${unit.toLocaleLowerCase('vi')}`);
  const text = parts.join(', ');
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}

/**
 * LIEU_DUNG of the claim tables: amount * times * days [total].
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), XML2 LIEU_DUNG (secondary)
 */
export function claimDoseText(grid: DoseGrid, unit: string, days: number, quantity: Quantity3): string {
  const doses = dayTimes.map((time) => grid[time]).filter((dose) => dose > 0n);
  const [first = 0n] = doses;
  const name = unit.toLocaleLowerCase('vi');
  const perDay = doses.every((dose) => dose === first)
    ? `${decimalText(first, 3)} ${name}/lần * ${doses.length} lần/ngày`
    : `${decimalText(dailyDose(grid), 3)} ${name}/ngày (${gridText(grid, unit).toLocaleLowerCase('vi')})`;
  return `${perDay} * ${days} ngày [${decimalText(quantity, 3)}]`;
}
