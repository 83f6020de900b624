import { type DoneLaboratoryAct, identifierSystems, laboratoryCharge } from '@lienmach/core';
import type { ChargeItem, ServiceRequest } from 'fhir/r4';
import { stainOf } from '../catalogs/stains.ts';
import { slideLabel } from './bench-obstacles.ts';
import type { CaseSheet } from './case-sheet.ts';

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

/**
 * The charge of one act.
 *
 * @throws core.priceMissing when the price list has no price
 * @source QĐ 3176/QĐ-BYT (29/10/2024), XML3, by `laboratoryCharge` of national/core (secondary)
 */
export const caseCharge = (act: CaseAct, done: Omit<DoneLaboratoryAct, 'service' | 'name'>): ChargeItem =>
  laboratoryCharge({
    ...done,
    service: act.service,
    name: act.name,
    performedAt: done.report.issued,
    identifier: { system: identifierSystems.pathologyCase, value: act.number },
  });
