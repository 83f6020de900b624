import type { ChargeItem, ChargeItemPerformer, Identifier, Reference } from 'fhir/r4';
import { codeSystems, extensions, identifierSystems } from './canonical.ts';
import { type ChargeDetails, detailsExtension, readDetails } from './charge-details.ts';
import { type ClaimFieldText, claimFieldExtension, claimFieldsOf } from './claim-fields.ts';
import { decimalNumber, parseDecimal } from './decimal.ts';
import { errors } from './errors.ts';
import { extensionCoding, extensionOf, extensionValue, logicalCode, logicalOrganization } from './extension-access.ts';
import { amountOf, moneyOf, parseQuantity3, type Quantity3 } from './money.ts';

/** The table of the claim a line belongs to; told by the code system. */
export type ChargeKind = 'drug' | 'service' | 'supply';

export const chargeSystems: Readonly<Record<ChargeKind, string>> = {
  drug: codeSystems.ingredient,
  service: codeSystems.services7603,
  supply: codeSystems.supply,
};

/** 1 in scope, 2 outside, 3 outside the list but paid (army, police). */
export type InsuranceScope = '1' | '2' | '3';

/** One act that costs money: the only source of every bill and claim. Rates are hundredths of a percent: 8000 = 80 %. */
export interface Charge extends ChargeDetails {
  readonly kind: ChargeKind;
  readonly code: string;
  readonly name: string;
  readonly quantity: Quantity3;
  /** as people say it: Viên, Lần, Ngày */
  readonly unit: string;
  readonly scope: InsuranceScope;
  /** share of the price the insurance counts for this item; absent: 100 % in scope, 0 outside */
  readonly paymentRatio?: number;
  /** share of the price that is charged (second exam of a day, shared bed) */
  readonly serviceRatio?: number;
  /** FHIR dateTime of the order; a claim without it is refused by the claim rules, not by the reader */
  readonly orderedAt?: string;
  readonly performedAt?: string;
  /** for procedures: result time */
  readonly performedUntil?: string;
  readonly orderedBy: readonly Reference[];
  readonly performedBy: readonly Reference[];
  /** department code, e.g. K01 */
  readonly department: string;
  readonly patient: Reference;
  readonly encounter: Reference;
  readonly account?: Reference;
  /** what was done: DiagnosticReport, MedicationDispense, Procedure … */
  readonly service?: readonly Reference[];
  /** what was ordered: ServiceRequest, MedicationRequest */
  readonly supportingInformation?: readonly Reference[];
  readonly identifier?: Identifier;
  /** what a claim file said of the line that nothing else here can say */
  readonly claimFields?: readonly ClaimFieldText[];
}

const performer = (role: 'ordering' | 'performing', actor: Reference): ChargeItemPerformer => ({
  function: { coding: [{ system: codeSystems.chargePerformer, code: role }] },
  actor,
});

const occurrence = (charge: Charge): Pick<ChargeItem, 'occurrenceDateTime' | 'occurrencePeriod'> => {
  if (charge.performedAt === undefined) return {};
  if (charge.performedUntil === undefined) return { occurrenceDateTime: charge.performedAt };
  return { occurrencePeriod: { start: charge.performedAt, end: charge.performedUntil } };
};

const costInfo = (charge: Charge) => ({
  url: extensions.insuranceCostInfo,
  extension: [
    { url: 'scope', valueCodeableConcept: { coding: [{ system: codeSystems.insuranceScope, code: charge.scope }] } },
    ...(charge.paymentRatio === undefined
      ? []
      : [{ url: 'paymentRatio', valueDecimal: decimalNumber(BigInt(charge.paymentRatio), 2) }]),
  ],
});

/**
 * A charge as the record keeps it. `priceOverride` is the total for the cashier; unit prices live in the extension.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), tables XML2 and XML3; places in FHIR: VN Core 0.6.0 where it has one, else our own (secondary)
 */
export function chargeItem(charge: Charge): ChargeItem {
  const performers = [
    ...charge.orderedBy.map((actor) => performer('ordering', actor)),
    ...charge.performedBy.map((actor) => performer('performing', actor)),
  ];
  return {
    resourceType: 'ChargeItem',
    extension: [
      ...(charge.orderedAt === undefined ? [] : [{ url: extensions.orderDate, valueDateTime: charge.orderedAt }]),
      costInfo(charge),
      detailsExtension(charge),
      ...(charge.claimFields ?? []).map(claimFieldExtension),
    ],
    ...(charge.identifier === undefined ? {} : { identifier: [charge.identifier] }),
    status: 'billable',
    code: { coding: [{ system: chargeSystems[charge.kind], code: charge.code }], text: charge.name },
    subject: charge.patient,
    context: charge.encounter,
    ...occurrence(charge),
    ...(performers.length === 0 ? {} : { performer: performers }),
    performingOrganization: logicalOrganization(identifierSystems.department, charge.department),
    quantity: { value: decimalNumber(charge.quantity, 3), unit: charge.unit },
    ...(charge.serviceRatio === undefined ? {} : { factorOverride: decimalNumber(BigInt(charge.serviceRatio), 4) }),
    priceOverride: moneyOf(amountOf(charge.quantity, charge.hospitalUnitPrice)),
    ...(charge.service === undefined ? {} : { service: [...charge.service] }),
    ...(charge.account === undefined ? {} : { account: [charge.account] }),
    ...(charge.supportingInformation === undefined ? {} : { supportingInformation: [...charge.supportingInformation] }),
  };
}

const unreadable = (part: string) => errors.chargeUnreadable({ at: `ChargeItem.${part}`, part });

function need<T>(value: T | undefined, part: string): T {
  if (value === undefined) throw unreadable(part);
  return value;
}

function readCode(item: ChargeItem): Pick<Charge, 'kind' | 'code' | 'name'> {
  for (const coding of item.code.coding ?? []) {
    for (const kind of ['drug', 'service', 'supply'] as const) {
      if (coding.system === chargeSystems[kind] && coding.code !== undefined) {
        return { kind, code: coding.code, name: item.code.text ?? coding.display ?? coding.code };
      }
    }
  }
  throw unreadable('code');
}

function readCostInfo(item: ChargeItem): Pick<Charge, 'scope' | 'paymentRatio'> {
  const info = extensionOf(item, extensions.insuranceCostInfo);
  const scope = extensionCoding(info, 'scope')?.code ?? '1';
  if (scope !== '1' && scope !== '2' && scope !== '3') throw unreadable('extension.scope');
  const ratio = extensionValue(info, 'paymentRatio', 'valueDecimal');
  return ratio === undefined
    ? { scope }
    : { scope, paymentRatio: Number(parseDecimal(ratio, 2, 'ChargeItem.extension.paymentRatio')) };
}

const actors = (item: ChargeItem, role: string): Reference[] =>
  (item.performer ?? [])
    .filter((entry) => entry.function?.coding?.some((c) => c.system === codeSystems.chargePerformer && c.code === role))
    .map((entry) => entry.actor);

function readOccurrence(item: ChargeItem): Pick<Charge, 'performedAt' | 'performedUntil'> {
  const start = item.occurrenceDateTime ?? item.occurrencePeriod?.start;
  const end = item.occurrencePeriod?.end;
  return {
    ...(start === undefined ? {} : { performedAt: start }),
    ...(end === undefined ? {} : { performedUntil: end }),
  };
}

/**
 * The charge that a ChargeItem tells, exact to the last digit.
 *
 * @throws core.chargeUnreadable (422) naming the missing part; decimals that are none: core.notADecimal
 * @source QĐ 3176/QĐ-BYT (29/10/2024), tables XML2 and XML3 (secondary)
 */
export function readCharge(item: ChargeItem): Charge {
  const factor = item.factorOverride;
  const orderedAt = extensionValue(item, extensions.orderDate, 'valueDateTime');
  const claimFields = claimFieldsOf(item);
  return {
    ...readDetails(item),
    ...readCode(item),
    ...readCostInfo(item),
    ...readOccurrence(item),
    quantity: parseQuantity3(need(item.quantity?.value, 'quantity'), 'ChargeItem.quantity.value'),
    unit: item.quantity?.unit ?? '',
    ...(factor === undefined ? {} : { serviceRatio: Number(parseDecimal(factor, 4, 'ChargeItem.factorOverride')) }),
    ...(orderedAt === undefined ? {} : { orderedAt }),
    orderedBy: actors(item, 'ordering'),
    performedBy: actors(item, 'performing'),
    department: logicalCode(item.performingOrganization, identifierSystems.department) ?? '',
    patient: item.subject,
    encounter: need(item.context, 'context'),
    ...(item.account?.[0] === undefined ? {} : { account: item.account[0] }),
    ...(item.service === undefined ? {} : { service: item.service }),
    ...(item.supportingInformation === undefined ? {} : { supportingInformation: item.supportingInformation }),
    ...(item.identifier?.[0] === undefined ? {} : { identifier: item.identifier[0] }),
    ...(claimFields.length === 0 ? {} : { claimFields }),
  };
}
