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
