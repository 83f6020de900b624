import { type Xu, xu } from '@lienmach/core';
import { type RoomStore, searchEach } from '@lienmach/system-kit';
import type { Encounter } from 'fhir/r4';
import { counterPaper, takenBy } from '../rules/counter-paper.ts';
import type { PricedVisit } from '../rules/priced-visit.ts';
import { priceVisits } from './load-visits.ts';

export interface OwedVisit {
  readonly visit: PricedVisit;
  readonly encounter: Encounter;
  readonly taken: Xu;
  /** below zero when too much was taken */
  readonly owed: Xu;
}

/** What visits cost their patients, less what was taken for them; those that cannot be computed are left out. */
export async function owedVisits(store: RoomStore, encounters: readonly Encounter[]): Promise<OwedVisit[]> {
  const { visits } = await priceVisits(store, encounters);
  const patients = visits.map(({ patient }) => patient);
  const invoices = await searchEach(store, 'Invoice', 'subject', patients, 'status=balanced');
  const byVisit = Map.groupBy(
    invoices.flatMap((invoice) => counterPaper(invoice) ?? []),
    ({ visit }) => visit ?? '',
  );
  const byId = new Map(encounters.map((encounter) => [encounter.id ?? '', encounter]));
  return visits.flatMap((visit) => {
    const encounter = byId.get(visit.id);
    const taken = takenBy(byVisit.get(visit.id) ?? []);
    return encounter === undefined ? [] : [{ visit, encounter, taken, owed: xu(visit.payable - taken) }];
  });
}
