import type { ChargeItem, DiagnosticReport, Encounter, Identifier, Reference, ServiceRequest } from 'fhir/r4';
import { type Charge, chargeItem } from './charge-item.ts';
import { parseQuantity3 } from './money.ts';
import { present } from './present.ts';
import { type PricedConcept, priceOf } from './price.ts';

/** One act of a laboratory that was done: a test, a culture, a case, a stain. */
export interface DoneLaboratoryAct {
  /** technical service */
  readonly service: string;
  readonly name: string;
  readonly order: ServiceRequest;
  readonly report: DiagnosticReport;
  readonly encounter: Encounter;
  readonly concept: PricedConcept;
  readonly performer: Reference;
  /** department code of the laboratory */
  readonly department: string;
  readonly performedAt?: string | undefined;
  /** number of the machine */
  readonly device?: string | undefined;
  /** under which the act is charged once */
  readonly identifier?: Identifier | undefined;
}

/** Laboratory tests in the cost groups of the claim tables. */
const LABORATORY = '1';
const BY_SERVICE = '1';

/**
 * The charge of one act of a laboratory, written when its report is final.
 *
 * @throws core.priceMissing when the price list has no price
 * @source QĐ 3176/QĐ-BYT (29/10/2024), XML3: MA_NHOM 1, NGAY_YL, NGAY_TH_YL, MA_MAY (secondary); payment by service MA_PTTT 1: QĐ 5937/QĐ-BYT (from memory)
 */
export function laboratoryCharge(done: DoneLaboratoryAct): ChargeItem {
  const { order, report, encounter, concept, device, identifier, performedAt } = done;
  const price = priceOf(concept, 'ServiceRequest.code');
  const charge: Charge = {
    kind: 'service',
    code: done.service,
    name: done.name,
    quantity: parseQuantity3('1'),
    unit: price.unit,
    scope: '1',
    hospitalUnitPrice: price.hospital,
    costGroup: LABORATORY,
    paymentMethod: BY_SERVICE,
    orderedBy: order.requester === undefined ? [] : [order.requester],
    performedBy: [done.performer],
    department: done.department,
    patient: order.subject,
    encounter: { reference: `Encounter/${encounter.id}` },
    service: [{ reference: `DiagnosticReport/${report.id}` }],
    supportingInformation: [{ reference: `ServiceRequest/${order.id}` }],
    ...present({
      insuranceUnitPrice: price.insurance,
      orderedAt: order.authoredOn,
      account: encounter.account?.[0],
      performedAt,
      device,
      identifier,
    }),
  };
  return chargeItem(charge);
}
