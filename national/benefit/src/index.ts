export type {
  Benefit,
  BenefitCard,
  BenefitLine,
  BenefitRow,
  BenefitTotals,
  BenefitVisit,
  OtherFunds,
} from './benefit-visit.ts';
export { type CardRate, cardRate, insuredGroups } from './card-rate.ts';
export { checkRow } from './check-row.ts';
export { type Entitlement, entitlementOf, entitlements, isInpatientType, routeRatio } from './entitlements.ts';
export { examRatios } from './exam-ratios.ts';
export { loadBenefitRecord, loadBenefitRecords } from './load-benefit-record.ts';
export { baseSalaryOn, devicePackageCap, lowCostThreshold, yearlyCopayCap } from './parameters.ts';
export { percentWords, rateText } from './rate-text.ts';
export {
  type BenefitRecord,
  benefitCard,
  benefitVisitOf,
  entitlementCodeOf,
  type IdentifiedCharge,
  visitTypeOf,
} from './record-benefit.ts';
export { countedPrice, rowAmount } from './row-amounts.ts';
export {
  payersWithFacilitySupport,
  payersWithPatientSupport,
  payersWithProgramme,
  type RowPayers,
} from './row-payers.ts';
export { visitBenefit } from './visit-benefit.ts';
