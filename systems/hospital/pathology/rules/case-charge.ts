import {
  type Charge,
  chargeItem,
  identifierSystems,
  type PricedConcept,
  parseQuantity3,
  priceOf,
} from '@lienmach/core';
import type { ChargeItem, DiagnosticReport, Encounter, Reference, ServiceRequest } from 'fhir/r4';
import { stainOf } from '../catalogs/stains.ts';
import { slideLabel } from './bench-obstacles.ts';
import type { CaseSheet } from './case-sheet.ts';

/** Laboratory tests, pathology among them, in the cost groups of the claim tables. */
const LABORATORY = '1';

/** One act of a case: the case itself, or a stain that is no part of its price. */
export interface CaseAct {
  /** technical service */
  readonly service: string;
  /** own number of the act, so that it is charged once */
  readonly number: string;
  readonly name: string;
}

/**
 * What a case costs: its service, and every special stain that is ready.
 *
 * @source QĐ 7603/QĐ-BYT (25/12/2018): special stains are services of their own (verified in the published list)
 */
export function actsOf(sheet: CaseSheet, order: ServiceRequest): CaseAct[] {
  const stained = sheet.slides.flatMap((slide): CaseAct[] => {
    const stain = stainOf(slide.stain);
    if (stain?.service === undefined || slide.readyAt === undefined) return [];
    const label = slideLabel(slide);
    const name = slide.marker === '' ? stain.name : `${stain.name} ${slide.marker}`;
    return [{ service: stain.service, number: `${sheet.number}-${label}`, name: `${name} (${label})` }];
  });
  return [{ service: sheet.service, number: sheet.number, name: order.code?.text ?? sheet.service }, ...stained];
}

export interface DoneCase {
  readonly order: ServiceRequest;
  readonly report: DiagnosticReport;
  readonly encounter: Encounter;
  readonly concept: PricedConcept;
  readonly performer: Reference;
  /** department code */
  readonly department: string;
}

/**
 * The charge of one act, written when the report is final.
 *
 * @throws core.priceMissing when the price list has no price
 * @source QĐ 3176/QĐ-BYT (29/10/2024), XML3: MA_NHOM 1 (secondary); payment by service MA_PTTT 1: QĐ 5937/QĐ-BYT (from memory)
 */
export function caseCharge(act: CaseAct, done: DoneCase): ChargeItem {
  const { order, report, encounter, concept } = done;
  const price = priceOf(concept, 'ServiceRequest.code');
  const [account] = encounter.account ?? [];
  const charge: Charge = {
    kind: 'service',
    code: act.service,
    name: act.name,
    quantity: parseQuantity3('1'),
    unit: price.unit,
    scope: '1',
    hospitalUnitPrice: price.hospital,
    ...(price.insurance === undefined ? {} : { insuranceUnitPrice: price.insurance }),
    costGroup: LABORATORY,
    paymentMethod: '1',
    ...(order.authoredOn === undefined ? {} : { orderedAt: order.authoredOn }),
    ...(report.issued === undefined ? {} : { performedAt: report.issued }),
    orderedBy: order.requester === undefined ? [] : [order.requester],
    performedBy: [done.performer],
    department: done.department,
    patient: order.subject,
    encounter: { reference: `Encounter/${encounter.id}` },
    ...(account === undefined ? {} : { account }),
    service: [{ reference: `DiagnosticReport/${report.id}` }],
    supportingInformation: [{ reference: `ServiceRequest/${order.id}` }],
    identifier: { system: identifierSystems.pathologyCase, value: act.number },
  };
  return chargeItem(charge);
}
