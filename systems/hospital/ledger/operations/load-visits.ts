import { loadBenefitRecords } from '@lienmach/benefit';
import { isFhirError } from '@lienmach/outcome';
import type { RoomStore } from '@lienmach/system-kit';
import type { Encounter } from 'fhir/r4';
import type { UnpricedVisit } from '../rules/facts.ts';
import { type PricedVisit, pricedVisit } from '../rules/priced-visit.ts';

export interface PricedVisits {
  readonly visits: readonly PricedVisit[];
  readonly unpriced: readonly UnpricedVisit[];
}

/** The money of many visits in a bounded number of searches; one that cannot be computed does not hide the others. */
export async function priceVisits(store: RoomStore, encounters: readonly Encounter[]): Promise<PricedVisits> {
  const records = await loadBenefitRecords(store, encounters);
  const visits: PricedVisit[] = [];
  const unpriced: UnpricedVisit[] = [];
  for (const [id, record] of records) {
    try {
      visits.push(pricedVisit(record()));
    } catch (thrown) {
      if (!isFhirError(thrown)) throw thrown;
      unpriced.push({ id, problem: thrown.outcome.issue[0]?.details?.text ?? thrown.message });
    }
  }
  return { visits, unpriced };
}
