import type { BenefitRow } from './benefit-visit.ts';
import { errors } from './errors.ts';

const isPercentage = (ratio: number): boolean => ratio >= 0 && ratio <= 10_000;

/**
 * Refuses a row that no cashier may take money for. The claim does not refuse: its rules report the same faults.
 *
 * @throws errors.badQuantity, errors.badPercentage (400), errors.otherFundsTooHigh (422)
 * @source QĐ 3176/QĐ-BYT (29/10/2024), value rules of XML2 and XML3 (verified)
 */
export function checkRow(row: BenefitRow): void {
  const at = `ChargeItem/${row.line.id}`;
  if (row.line.quantity < 0n || row.line.hospitalPrice < 0n || row.insurancePrice < 0n)
    throw errors.badQuantity({ at });
  if (!isPercentage(row.serviceRatio) || !isPercentage(row.payRatio)) throw errors.badPercentage({ at });
  if (row.otherFunds < 0n || row.otherFunds > row.hospitalAmount) throw errors.otherFundsTooHigh({ at });
}
