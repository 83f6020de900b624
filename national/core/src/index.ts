export { codeSystems, extensions, identifierSystems, LM, VN } from './canonical.ts';
export type { ChargeDetails } from './charge-details.ts';
export {
  type Charge,
  type ChargeKind,
  chargeItem,
  chargeSystems,
  type InsuranceScope,
  readCharge,
} from './charge-item.ts';
export { decimalNumber, decimalText, divideHalfUp, fixedText, parseDecimal } from './decimal.ts';
export {
  type Extensible,
  extensionCoding,
  extensionOf,
  extensionValue,
  logicalCode,
  logicalOrganization,
  presentExtensions,
  withExtension,
} from './extension-access.ts';
export {
  amountOf,
  formatDong,
  moneyOf,
  moneyOfUnitPrice,
  parseQuantity3,
  parseUnitPrice,
  parseXu,
  type Quantity3,
  shareOf,
  sumXu,
  toReceiptDong,
  type UnitPrice,
  unitPriceOfMoney,
  type Xu,
  xu,
  xuOfMoney,
  xuText,
  ZERO,
} from './money.ts';
export { type Price, type PricedConcept, priceOf } from './price.ts';
