import { codeSystems, type DoneLaboratoryAct, laboratoryCharge } from '@lienmach/core';
import type { ChargeItem, Observation } from 'fhir/r4';
import { testCodeOf } from './order-obstacles.ts';

/** The report as it is released: `effectiveDateTime` is when the specimen was taken. */
export interface DoneTest extends Omit<DoneLaboratoryAct, 'service' | 'name'> {
  readonly results: readonly Observation[];
}

const deviceOf = (results: readonly Observation[]): string | undefined =>
  results.find((result) => result.device?.identifier?.value !== undefined)?.device?.identifier?.value;

/**
 * The charge of one test, once for each order.
 *
 * @throws core.priceMissing when the price list has no price
 * @source QĐ 3176/QĐ-BYT (29/10/2024), XML3: MA_MAY is the number of the machine; the rest by `laboratoryCharge` of national/core (secondary)
 */
export const testCharge = ({ results, ...done }: DoneTest): ChargeItem =>
  laboratoryCharge({
    ...done,
    service: testCodeOf(done.order, codeSystems.services7603),
    name: done.order.code?.text ?? done.concept.code,
    performedAt: done.report.effectiveDateTime,
    device: deviceOf(results),
    identifier: done.order.identifier?.[0],
  });
