import { errors } from './errors.ts';
import { parseUnitPrice, type UnitPrice } from './money.ts';

/** What a price list says of one service or product on the day it was asked for. */
export interface Price {
  readonly hospital: UnitPrice;
  /** absent: the insurance counts the hospital price */
  readonly insurance?: UnitPrice;
  /** as people say it: Lần, Viên */
  readonly unit: string;
  /** cost group of the claim tables (MA_NHOM) */
  readonly costGroup?: string;
}

/**
 * Who pays which price of one service, by the property that holds it in a dated price list. Each has its first and last day and
 * its decision in the row it stands in.
 *
 * @source Luật KCB 15/2023/QH15, art. 110, and NĐ 96/2023/NĐ-CP: prices for BHYT, the state budget, outside BHYT, on demand (secondary); a price of their own for foreigners: TT 21/2024/TT-BYT (unsure)
 */
export const priceClasses = [
  { code: 'insurance', property: 'insurancePrice', vi: 'BHYT', en: 'Insurance' },
  { code: 'budget', property: 'budgetPrice', vi: 'Ngân sách', en: 'State budget' },
  { code: 'service', property: 'price', vi: 'Ngoài BHYT', en: 'Outside insurance' },
  { code: 'on-demand', property: 'onDemandPrice', vi: 'Theo yêu cầu', en: 'On demand' },
  { code: 'foreign', property: 'foreignPrice', vi: 'Người nước ngoài', en: 'Foreigners' },
] as const;

/** A catalog concept as far as a price needs it; `@lienmach/terminology`'s Concept fits. */
export interface PricedConcept {
  readonly code: string;
  readonly properties: Readonly<Record<string, string | number | boolean>>;
}

/**
 * The price of a concept that was looked up for a day: properties `price`, `insurancePrice` (decimal đồng),
 * `unit`, `group`. A price list is dated data: a price that ended has no concept on that day, and so no price here.
 *
 * @throws core.priceMissing (422) when the concept carries no price
 * @source Luật KCB 15/2023/QH15, art. 110: prices are listed and public; form of the list is our own choice (from memory)
 */
export function priceOf(concept: PricedConcept, at?: string): Price {
  const { price, insurancePrice, unit, group } = concept.properties;
  if (price === undefined || typeof price === 'boolean') {
    throw errors.priceMissing({ ...(at === undefined ? {} : { at }), code: concept.code });
  }
  return {
    hospital: parseUnitPrice(price, at),
    ...(insurancePrice === undefined ? {} : { insurance: parseUnitPrice(insurancePrice, at) }),
    unit: unit === undefined ? 'Lần' : String(unit),
    ...(group === undefined ? {} : { costGroup: String(group) }),
  };
}
