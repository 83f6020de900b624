import { type Charge, chargeItem, codeSystems, type PricedConcept, parseQuantity3, priceOf } from '@lienmach/core';
import type { ChargeItem, DiagnosticReport, Encounter, Observation, Reference, ServiceRequest } from 'fhir/r4';
import { testCodeOf } from './order-obstacles.ts';

export interface DoneTest {
  readonly order: ServiceRequest;
  /** as it is released: `effectiveDateTime` is when the specimen was taken */
  readonly report: DiagnosticReport;
  readonly results: readonly Observation[];
  readonly encounter: Encounter;
  readonly concept: PricedConcept;
  readonly verifier: Reference;
  /** department code of the laboratory */
  readonly department: string;
}

/** Laboratory in the cost groups of the claim tables. */
const LABORATORY = '1';

/**
 * The charge of one test that was done: written when its report is released, once for each order.
 *
 * @throws core.priceMissing when the price list has no price
 * @source QĐ 3176/QĐ-BYT (29/10/2024), XML3: MA_NHOM 1, NGAY_YL, NGAY_TH_YL, MA_MAY (secondary); QĐ 5937/QĐ-BYT, payment by service MA_PTTT 1 (from memory)
 */
export function testCharge(done: DoneTest): ChargeItem {
  const { order, report, encounter, concept } = done;
  const price = priceOf(concept, 'ServiceRequest.code');
  const device = deviceOf(done.results);
  const [identifier] = order.identifier ?? [];
  const [account] = encounter.account ?? [];
  const charge: Charge = {
    kind: 'service',
    code: testCodeOf(order, codeSystems.services7603),
    name: order.code?.text ?? concept.code,
    quantity: parseQuantity3('1'),
    unit: price.unit,
    scope: '1',
    hospitalUnitPrice: price.hospital,
    ...(price.insurance === undefined ? {} : { insuranceUnitPrice: price.insurance }),
    costGroup: LABORATORY,
    paymentMethod: '1',
    ...(device === undefined ? {} : { device }),
    ...(order.authoredOn === undefined ? {} : { orderedAt: order.authoredOn }),
    ...(report.effectiveDateTime === undefined ? {} : { performedAt: report.effectiveDateTime }),
    orderedBy: order.requester === undefined ? [] : [order.requester],
    performedBy: [done.verifier],
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

const deviceOf = (results: readonly Observation[]): string | undefined =>
  results.find((result) => result.device?.identifier?.value !== undefined)?.device?.identifier?.value;
