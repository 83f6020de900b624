import { extensions, extensionValue } from '@lienmach/core';
import { xml0 } from '../catalogs/xml0-check-in.ts';
import type { ClaimRow } from './claim-file.ts';
import { minuteOf, type RowValues } from './claim-values.ts';
import type { ClaimedLine, ClaimedVisit } from './claimed-visit.ts';
import { summaryRow } from './summary-row.ts';

const EMERGENCY = '2';
const repeated =
  'MA_LK MA_BN HO_TEN SO_CCCD NGAY_SINH GIOI_TINH MA_DOITUONG_KCB NGAY_VAO NGAY_VAO_NOI_TRU LY_DO_VNT MA_LY_DO_VNT MA_LOAI_KCB MA_CSKCB'.split(
    ' ',
  );
const admission = new Set(['NGAY_VAO_NOI_TRU', 'LY_DO_VNT', 'MA_LY_DO_VNT']);

const orderedAt = ({ row }: ClaimedLine): string => (minuteOf(row.line.orderedAt) ?? '').padEnd(12, '0');

/** The first cost of the visit, and the first one after admission. */
function firstCosts(claimed: ClaimedVisit): ClaimedLine[] {
  const lines = claimed.lines.toSorted(
    (a, b) => Number(orderedAt(a) > orderedAt(b)) - Number(orderedAt(a) < orderedAt(b)),
  );
  const admitted = minuteOf(extensionValue(claimed.record.encounter, extensions.inpatientFrom, 'valueDateTime'));
  const inWard = admitted === undefined ? undefined : lines.find((line) => orderedAt(line) >= admitted);
  return [...new Set([lines[0], inWard])].filter((line) => line !== undefined);
}

/** The card that runs at that moment, else the first: a check-in names one. */
function cardValues(summary: RowValues, day: string): RowValues {
  const names = ['MA_THE_BHYT', 'MA_DKBD', 'GT_THE_TU', 'GT_THE_DEN'];
  const [numbers = [], facilities = [], starts = [], ends = []] = names.map((name) => (summary[name] ?? '').split(';'));
  const running = numbers.findIndex(
    (_, at) => (starts[at] ?? '') <= day && (ends[at] === '' || day <= (ends[at] ?? '')),
  );
  const at = Math.max(0, running);
  return { MA_THE_BHYT: numbers[at], MA_DKBD: facilities[at], GT_THE_TU: starts[at], GT_THE_DEN: ends[at] };
}

function costValues({ charge }: ClaimedLine): RowValues {
  const { kind, code, name } = charge;
  if (kind === 'drug') return { MA_THUOC: code, TEN_THUOC: name };
  return kind === 'supply' ? { MA_VAT_TU: code, TEN_VAT_TU: name } : { MA_DICH_VU: code, TEN_DICH_VU: name };
}

/**
 * XML0: the check-in at the first cost of a visit, and again at the first cost of the treating department. An emergency is
 * not checked in. What happened after the cost is not in it: a visit that was admitted later is not yet admitted.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), bảng check-in; QĐ 4750/QĐ-BYT Điều 2 (secondary); one card, the running one: our own reading (unsure)
 */
export function checkInRows(claimed: ClaimedVisit): ClaimRow[] {
  if (claimed.visit.entitlement === EMERGENCY) return [];
  const summary = summaryRow(claimed);
  return firstCosts(claimed).map((line, at) => {
    const moment = orderedAt(line);
    const isAdmitted = (summary.NGAY_VAO_NOI_TRU ?? '') <= moment;
    const values: RowValues = {
      ...Object.fromEntries(repeated.map((name) => [name, isAdmitted || !admission.has(name) ? summary[name] : ''])),
      ...cardValues(summary, moment.slice(0, 8)),
      ...costValues(line),
      STT: String(at + 1),
      NGAY_YL: moment,
    };
    return new Map(xml0.fields.map(({ name }) => [name, (values[name] ?? '').trim()]));
  });
}
