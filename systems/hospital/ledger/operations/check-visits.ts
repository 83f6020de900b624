import { extensionOf, extensions, parseXu, sumXu, vnDayOf, type Xu, xu, xuOfMoney, ZERO } from '@lienmach/core';
import { type RoomStore, searchEach } from '@lienmach/system-kit';
import type { Claim } from 'fhir/r4';
import { type CounterPaper, counterPaper, takenBy } from '../rules/counter-paper.ts';
import type { Facts } from '../rules/facts.ts';
import { holds, type Period } from '../rules/period.ts';
import type { PricedVisit } from '../rules/priced-visit.ts';
import type { Tally } from '../rules/tally.ts';

const parts = ['hospital', 'insurer', 'coPaid', 'selfPaid', 'otherFunds'] as const;

const referenceOf = ({ id }: PricedVisit): string => `Encounter/${id}`;

function statement(tally: Tally, visit: PricedVisit): void {
  for (const part of parts) tally.add(`statement.${part}`, visit[part]);
  tally.add('visits.payable', visit.payable);
  tally.add('visits.rounding', visit.rounding);
  const apart = xu(visit.hospital - visit.insurer - visit.coPaid - visit.selfPaid - visit.otherFunds);
  for (const id of visit.unfitting) {
    tally.misfit('payers', {
      what: `ChargeItem/${id}`,
      text: 'Các phần chi trả không cộng thành thành tiền.',
      amount: apart,
    });
  }
}

/** What was taken for the visit, whenever it was. */
function money(tally: Tally, visit: PricedVisit, own: readonly CounterPaper[], period: Period): void {
  const due = xu(visit.payable - takenBy(own));
  if (due > 0n) tally.add('visits.owed', due);
  if (due < 0n) tally.add('visits.held', xu(-due));
  const outside = own.filter(({ at }) => !holds(period, vnDayOf(at)));
  tally.add('visits.paidOutside', takenBy(outside));
}

const insurerPart = (claim: Claim): Xu | undefined => {
  const found = extensionOf(claim, extensions.claimInsurerPart)?.valueMoney;
  return found === undefined ? undefined : xuOfMoney(found);
};

/** One stored claim beside the statement of its visit. */
function compareClaim(tally: Tally, visit: PricedVisit, claim: Claim): void {
  const what = `Claim/${claim.id}`;
  const total = claim.total === undefined ? ZERO : xuOfMoney(claim.total);
  const lines = sumXu((claim.item ?? []).map(({ net }) => parseXu(net?.value ?? 0)));
  const asked = insurerPart(claim);
  tally.tell('claims');
  tally.add('claim.total', total);
  tally.add('claim.lines', lines);
  tally.add('claimed.hospital', visit.hospital);
  if (total !== visit.hospital) {
    const amount = xu(total - visit.hospital);
    tally.misfit('claim-total', { what, text: 'Tổng chi phí của hồ sơ khác bảng kê của lượt khám.', amount });
  }
  if (total !== lines) {
    tally.misfit('claim-lines', { what, text: 'Các dòng của hồ sơ không cộng thành tổng.', amount: xu(lines - total) });
  }
  if (asked === undefined) return;
  tally.add('claim.insurer', asked);
  tally.add('claimed.fund', visit.fund);
  if (asked !== visit.fund) {
    const amount = xu(asked - visit.fund);
    tally.misfit('claim-insurer', { what, text: 'Phần đề nghị quỹ trả khác bảng kê của lượt khám.', amount });
  }
}

const claimedVisitOf = (claim: Claim): string | undefined =>
  (claim.item ?? []).flatMap(({ encounter }) => encounter ?? [])[0]?.reference;

async function claims(store: RoomStore, tally: Tally, visits: readonly PricedVisit[]): Promise<void> {
  const byReference = new Map(visits.map((visit) => [referenceOf(visit), visit]));
  const found = await searchEach(store, 'Claim', 'encounter', [...byReference.keys()], 'status=draft,active');
  for (const claim of found) {
    const visit = byReference.get(claimedVisitOf(claim) ?? '');
    if (visit !== undefined) compareClaim(tally, visit, claim);
  }
}

/** Visits that ended: statement, what was taken for them, their stored claims. Three searches for a hundred visits. */
export async function checkVisits(
  store: RoomStore,
  tally: Tally,
  { visits, unpriced }: Extract<Facts, { of: 'visits' }>,
  period: Period,
): Promise<void> {
  for (const { id, problem } of unpriced) tally.misfit('payers', { what: `Encounter/${id}`, text: problem });
  const invoices = await searchEach(
    store,
    'Invoice',
    'subject',
    visits.map(({ patient }) => patient),
    'status=balanced',
  );
  const byVisit = Map.groupBy(
    invoices.flatMap((invoice) => counterPaper(invoice) ?? []),
    ({ visit }) => visit ?? '',
  );
  for (const visit of visits) {
    statement(tally, visit);
    money(tally, visit, byVisit.get(visit.id) ?? [], period);
  }
  await claims(store, tally, visits);
}
