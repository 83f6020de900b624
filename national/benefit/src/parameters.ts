import { type Xu, xu } from '@lienmach/core';
import { type Dated, valueOn } from './dated.ts';
import { errors } from './errors.ts';

/**
 * Base salary in đồng; the "reference level" of the amended law equals it until the Government says otherwise.
 *
 * @source NĐ 38/2019/NĐ-CP, NĐ 24/2023/NĐ-CP, NĐ 73/2024/NĐ-CP, NĐ 161/2026/NĐ-CP (secondary)
 */
export const baseSalaries: readonly Dated<bigint>[] = [
  { from: '2019-07-01', value: 1_490_000n },
  { from: '2023-07-01', value: 1_800_000n },
  { from: '2024-07-01', value: 2_340_000n },
  { from: '2026-07-01', value: 2_530_000n },
];

/**
 * Factors on the base salary: a visit strictly below 15 % has no co-payment; co-payments of a year strictly above six
 * salaries exempt from more; one device package is paid up to 45 salaries.
 *
 * @source Luật BHYT sửa đổi 51/2024/QH15; NĐ 188/2025/NĐ-CP Điều 18 (secondary)
 */
const factors = { lowCostPercent: 15n, yearlyCopayMonths: 6n, devicePackageMonths: 45n };

/**
 * @param day  calendar day `yyyy-MM-dd`
 * @returns đồng of that day
 * @throws errors.noBaseSalary before the first known decree
 * @source NĐ 161/2026/NĐ-CP and its predecessors (secondary)
 */
export function baseSalaryOn(day: string): bigint {
  const salary = valueOn(baseSalaries, day);
  if (salary === undefined) throw errors.noBaseSalary({ at: 'Encounter.period', detail: day });
  return salary;
}

/** In-scope total below which (strictly) a visit has no co-payment. @returns hundredths of a đồng @source Luật BHYT sửa đổi 51/2024/QH15 (secondary) */
export const lowCostThreshold = (day: string): Xu => xu(baseSalaryOn(day) * factors.lowCostPercent);

/** Co-payments of a calendar year that must be exceeded (strictly) before the exemption. @returns hundredths of a đồng @source NĐ 188/2025/NĐ-CP Điều 18 khoản 2 (secondary) */
export const yearlyCopayCap = (day: string): Xu => xu(baseSalaryOn(day) * factors.yearlyCopayMonths * 100n);

/** Ceiling of one device package per technique. @returns hundredths of a đồng @source Luật BHYT sửa đổi 51/2024/QH15 (secondary) */
export const devicePackageCap = (day: string): Xu => xu(baseSalaryOn(day) * factors.devicePackageMonths * 100n);
