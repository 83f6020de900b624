/** @source none: a visit that still runs, as a claim would show it now */
import { codeSystems, toVnIso } from '@lienmach/core';
import type { ServiceRequest } from 'fhir/r4';
import { type ClaimFile, type ClaimRow, rowsOf, textOf } from './claim-file.ts';
import { minuteOf, type RowValues } from './claim-values.ts';
import type { ClaimedVisit } from './claimed-visit.ts';
import { licencesOf, literalOf, type VisitRecord } from './visit-record.ts';

/** The record as if the visit ended now; one that ended stays as it is. */
export const endedNow = (record: VisitRecord, now: Date): VisitRecord =>
  record.encounter.period?.end === undefined && record.encounter.period !== undefined
    ? { ...record, encounter: { ...record.encounter, period: { ...record.encounter.period, end: toVnIso(now) } } }
    : record;

/** Cost group of what is ordered, as far as the order tells it. */
const groups: Readonly<Record<string, string>> = { laboratory: '1', imaging: '2' };

function orderRow(order: ServiceRequest, { record, claimId, department }: ClaimedVisit, position: number): ClaimRow {
  const code = order.code?.coding?.find(({ system }) => system === codeSystems.services7603)?.code;
  const kind = order.category?.flatMap(({ coding }) => coding ?? []).find((one) => groups[one.code ?? ''])?.code;
  const values: RowValues = {
    MA_LK: claimId,
    STT: String(position),
    MA_DICH_VU: code,
    TEN_DICH_VU: order.code?.text,
    MA_NHOM: groups[kind ?? ''],
    PHAM_VI: '1',
    SO_LUONG: '1',
    MA_KHOA: department,
    MA_BAC_SI: licencesOf(record, order.requester === undefined ? [] : [order.requester]),
    NGAY_YL: minuteOf(order.authoredOn),
  };
  return new Map(Object.entries(values).map(([name, value]) => [name, value ?? '']));
}

/**
 * The tables of a visit with what was ordered and is not charged yet: such a row has no price.
 *
 * @param orders  active orders of the visit
 */
export function withOrders(claim: ClaimFile, claimed: ClaimedVisit, orders: readonly ServiceRequest[]): ClaimFile {
  const charged = new Set(
    claimed.lines.flatMap(({ charge }) => (charge.supportingInformation ?? []).map((one) => literalOf(one))),
  );
  const known = rowsOf(claim, 'XML3');
  const open = orders
    .filter(({ id }) => !charged.has(`ServiceRequest/${id}`))
    .map((order, at) => orderRow(order, claimed, known.length + at + 1))
    .filter((row) => textOf(row, 'MA_DICH_VU') !== '');
  return open.length === 0 ? claim : new Map([...claim, ['XML3', [...known, ...open]]]);
}
