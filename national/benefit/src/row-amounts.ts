import { divideHalfUp, parseUnitPrice, type Quantity3, type UnitPrice, type Xu, xu, xuText } from '@lienmach/core';
import type { BenefitLine } from './benefit-visit.ts';

/** thousandths × thousandths × hundredths of a percent twice, to hundredths of a đồng */
const SCALE = 10_000n * 10_000n * 10_000n;

/**
 * Quantity × price × both ratios, rounded once at the end from unrounded factors.
 *
 * @param serviceRatio  hundredths of a percent
 * @param payRatio      hundredths of a percent
 * @source QĐ 3176/QĐ-BYT (29/10/2024), THANH_TIEN_BV and THANH_TIEN_BH of XML2, XML3 (verified)
 */
export function rowAmount(quantity: Quantity3, price: UnitPrice, serviceRatio: number, payRatio: number): Xu {
  return xu(divideHalfUp(quantity * price * BigInt(serviceRatio) * BigInt(payRatio), SCALE));
}

const smaller = (a: UnitPrice, b: UnitPrice): UnitPrice => (b < a ? b : a);

/**
 * The price of one that the fund counts, never above the hospital price. A ceiling on a supply is compared with the
 * hospital price alone (rule MON-30).
 *
 * @source QĐ 3176/QĐ-BYT, DON_GIA_BH and T_TRANTT of XML3 (verified); not above the hospital price: our reading (unsure)
 */
export function countedPrice(line: Pick<BenefitLine, 'hospitalPrice' | 'insurancePrice' | 'ceiling'>): UnitPrice {
  const { hospitalPrice, insurancePrice, ceiling } = line;
  if (ceiling !== undefined) return smaller(hospitalPrice, parseUnitPrice(xuText(ceiling)));
  return smaller(hospitalPrice, insurancePrice ?? hospitalPrice);
}
