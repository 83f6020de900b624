import { type Charge, chargeItem, type PricedConcept, parseQuantity3, priceOf } from '@lienmach/core';
import type { ChargeItem, DiagnosticReport, Encounter, Reference, ServiceRequest } from 'fhir/r4';

export interface DoneCulture {
  readonly service: string;
  readonly order: ServiceRequest;
  readonly report: DiagnosticReport;
  readonly encounter: Encounter;
  readonly concept: PricedConcept;
  readonly performer: Reference;
  /** department code of the laboratory */
  readonly department: string;
}

/** Laboratory in the cost groups of the claim tables. */
const LABORATORY = '1';

/**
 * The charge of one culture: written with its final report, once for each order.
 *
 * @throws core.priceMissing when the price list has no price
 * @source QĐ 3176/QĐ-BYT (29/10/2024), XML3: MA_NHOM 1, NGAY_YL, NGAY_TH_YL (secondary); payment by service MA_PTTT 1: QĐ 5937/QĐ-BYT (from memory)
 */
export function cultureCharge(done: DoneCulture): ChargeItem {
  const { order, report, encounter, concept } = done;
  const price = priceOf(concept, 'ServiceRequest.code');
  const [identifier] = order.identifier ?? [];
  const [account] = encounter.account ?? [];
  const charge: Charge = {
    kind: 'service',
    code: done.service,
    name: order.code?.text ?? done.service,
    quantity: parseQuantity3('1'),
    unit: price.unit,
    scope: '1',
    hospitalUnitPrice: price.hospital,
    ...(price.insurance === undefined ? {} : { insuranceUnitPrice: price.insurance }),
    costGroup: LABORATORY,
    paymentMethod: '1',
    ...(order.authoredOn === undefined ? {} : { orderedAt: order.authoredOn }),
    ...(report.effectiveDateTime === undefined ? {} : { performedAt: report.effectiveDateTime }),
    orderedBy: order.requester === undefined ? [] : [order.requester],
    performedBy: [done.performer],
    department: done.department,
    patient: order.subject,
    encounter: { reference: `Encounter/${encounter.id}` },
    ...(account === undefined ? {} : { account }),
    service: [{ reference: `DiagnosticReport/${report.id}` }],
    supportingInformation: [{ reference: `ServiceRequest/${order.id}` }],
    ...(identifier === undefined ? {} : { identifier }),
  };
  return chargeItem(charge);
}
