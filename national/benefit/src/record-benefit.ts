import {
  type Charge,
  codeSystems,
  extensionCoding,
  extensions,
  extensionValue,
  identifierSystems,
  identifierValue,
  present,
  vnDayOf,
  vnMinuteOf,
  xuOfMoney,
  ZERO,
} from '@lienmach/core';
import type { Coverage, Encounter } from 'fhir/r4';
import type { BenefitCard, BenefitLine, BenefitVisit } from './benefit-visit.ts';
import { errors } from './errors.ts';

/** One ChargeItem as it was read. `id` names the row in the answer. */
export interface IdentifiedCharge {
  readonly id: string;
  readonly charge: Charge;
}

/** What the record holds of one visit, as far as money goes. */
export interface BenefitRecord {
  readonly encounter: Encounter;
  /** cards in the order of the account */
  readonly coverages: readonly Coverage[];
  readonly charges: readonly IdentifiedCharge[];
}

/** `2026-09-07T08:10` in Viet Nam; a bare day stays a day. */
const localMoment = (dateTime: string): string => {
  if (dateTime.length === 10) return dateTime;
  const minute = vnMinuteOf(dateTime);
  return `${vnDayOf(dateTime)}T${minute.slice(8, 10)}:${minute.slice(10, 12)}`;
};

/**
 * A card as the benefit needs it. A temporary card has no period: it counts for the whole visit.
 *
 * @source Luật BHYT sửa đổi 51/2024/QH15 Điều 16; places in FHIR: VN Core 0.6.0, else our own (secondary)
 */
export function benefitCard(coverage: Coverage): BenefitCard {
  const copay = extensionValue(coverage, extensions.cumulativeCopay, 'valueMoney');
  const exemptFrom = extensionValue(coverage, extensions.copayExemptFrom, 'valueDateTime');
  return {
    number: identifierValue(coverage, identifierSystems.insuranceCard) ?? coverage.subscriberId ?? '',
    ...present({
      from: coverage.period?.start?.slice(0, 10),
      to: coverage.period?.end?.slice(0, 10),
      fiveYearsFrom: extensionValue(coverage, extensions.fiveYearsFrom, 'valueDate'),
      copayThisYear: copay === undefined ? undefined : xuOfMoney(copay, 'Coverage.extension'),
      copayExemptFrom: exemptFrom === undefined ? undefined : localMoment(exemptFrom),
    }),
  };
}

/** A line without a moment of its own counts at arrival. */
const benefitLine = ({ id, charge }: IdentifiedCharge, arrived: string): BenefitLine => ({
  id,
  kind: charge.kind,
  group: charge.costGroup ?? '',
  orderedAt: localMoment(charge.orderedAt ?? charge.performedAt ?? arrived),
  quantity: charge.quantity,
  hospitalPrice: charge.hospitalUnitPrice,
  ...present({
    insurancePrice: charge.insuranceUnitPrice,
    ceiling: charge.ceiling,
    serviceRatio: charge.serviceRatio,
    payRatio: charge.paymentRatio,
    supportFor: charge.otherFundFor === 'facility' ? ('facility' as const) : undefined,
  }),
  scope: charge.scope,
  otherFunds: {
    state: charge.otherFundState ?? ZERO,
    foreignAid: charge.otherFundForeignAid ?? ZERO,
    domesticAid: charge.otherFundDomesticAid ?? ZERO,
    rest: charge.otherFundRest ?? ZERO,
  },
  paymentMethod: charge.paymentMethod ?? '1',
});

/** Visit type of the claim tables (MA_LOAI_KCB); a plain outpatient visit when none is written. */
export const visitTypeOf = (encounter: Encounter): string =>
  (encounter.type ?? [])
    .flatMap((type) => type.coding ?? [])
    .find((coding) => coding.system === codeSystems.encounterType)?.code ?? '01';

/** How the patient came (MA_DOITUONG_KCB), already decided; without a word: 1.1 with a card, 9 without. */
export const entitlementCodeOf = (encounter: Encounter, coverages: readonly Coverage[]): string =>
  extensionCoding(encounter, extensions.entitlement)?.code ?? (coverages.length > 0 ? '1.1' : '9');

/**
 * The visit as the record tells it, ready for `visitBenefit`.
 *
 * @throws errors.noArrival, core.notAnInstant, core.notADecimal for what cannot be read
 * @source QĐ 3176/QĐ-BYT (29/10/2024), tables XML1 to XML3; places in FHIR: VN Core 0.6.0, else our own (secondary)
 */
export function benefitVisitOf({ encounter, coverages, charges }: BenefitRecord): BenefitVisit {
  const { start, end } = encounter.period ?? {};
  if (start === undefined) throw errors.noArrival({ at: 'Encounter.period.start' });
  return {
    entitlement: entitlementCodeOf(encounter, coverages),
    visitType: visitTypeOf(encounter),
    arrived: localMoment(start),
    ...(end === undefined ? {} : { left: localMoment(end) }),
    cards: coverages.map(benefitCard),
    lines: charges.map((charge) => benefitLine(charge, start)),
  };
}
