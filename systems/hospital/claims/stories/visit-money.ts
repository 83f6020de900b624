import { parseXu, toReceiptDong, xu } from '@lienmach/core';
import { claimRules } from '../catalogs/claim-rules.ts';
import { buildClaim, claimedVisit } from '../rules/build-claim.ts';
import { claimChecks } from '../rules/claim-checks.ts';
import { type ClaimFile, type ClaimRow, rowsOf, textOf } from '../rules/claim-file.ts';
import { viewOf } from '../rules/claim-view.ts';
import { oracleTables, salaryOn } from './claim-oracle.ts';
import type { NeutralVisit } from './neutral-visit.ts';
import { placedVisit, recordOfPlaced } from './placed-visit.ts';

const amounts = [
  'THANH_TIEN_BV',
  'THANH_TIEN_BH',
  'T_NGUONKHAC_NSNN',
  'T_NGUONKHAC_VTNN',
  'T_NGUONKHAC_VTTN',
  'T_NGUONKHAC_CL',
  'T_NGUONKHAC',
  'T_BNTT',
  'T_BNCCT',
  'T_BHTT',
];
const totals = [
  'T_THUOC',
  'T_VTYT',
  'T_TONGCHI_BV',
  'T_TONGCHI_BH',
  'T_BNTT',
  'T_BNCCT',
  'T_BHTT',
  'T_NGUONKHAC',
  'T_BHTT_GDV',
];

/** Ratios given by an invented visit may differ from the order of the day and from the sitting. */
const ratioRules = ['MON-33', 'MON-34', 'MON-35'];
const moneyRules = claimRules.map(({ id }) => id).filter((id) => id.startsWith('MON-') && !ratioRules.includes(id));

const read = (row: ClaimRow | undefined, field: string): bigint => parseXu(textOf(row, field) || '0');
const sum = (values: readonly bigint[]): bigint => values.reduce((a, b) => a + b, 0n);
const isWritten = (text: string): boolean => /^\d{1,12}\.\d\d$/.test(text);

/** Every amount of a row is there, is not below zero and has two decimals; the payers add up; nobody pays more than there is. */
function rowFaults(row: ClaimRow, where: string): string[] {
  const [
    bv = 0n,
    bh = 0n,
    state = 0n,
    foreign = 0n,
    domestic = 0n,
    rest = 0n,
    other = 0n,
    self = 0n,
    co = 0n,
    fund = 0n,
  ] = amounts.map((field) => read(row, field));
  const promises: Readonly<Record<string, boolean>> = {
    'viết hai số lẻ, không âm': amounts.every((field) => isWritten(textOf(row, field))),
    'bốn phần cộng bằng thành tiền': self + co + fund + other === bv,
    'nguồn khác bằng bốn nguồn': state + foreign + domestic + rest === other,
    'phần BHYT không quá thành tiền': bh <= bv && co + fund <= bh,
    'ngoài phạm vi thì quỹ không trả': textOf(row, 'PHAM_VI') !== '2' || bh + co + fund === 0n,
  };
  return Object.entries(promises).flatMap(([name, holds]) => (holds ? [] : [`${where}: ${name}`]));
}

/** The parts of XML1 are the sums of the rows, and the counter takes whole đồng with the difference named. */
function sumFaults(summary: ClaimRow | undefined, rows: readonly ClaimRow[]): string[] {
  const of = (field: string): bigint => sum(rows.map((row) => read(row, field)));
  const said = (field: string): bigint => read(summary, field);
  const patient = xu(said('T_BNTT') + said('T_BNCCT'));
  const { dong, difference } = toReceiptDong(patient);
  const byService = rows.filter((row) => textOf(row, 'MA_PTTT') === '1').map((row) => read(row, 'T_BHTT'));
  // what support took of the fund's and the patient's part in scope: XML1 keeps the written formula
  const supported = of('THANH_TIEN_BH') - of('T_BNCCT') - of('T_BHTT');
  const promises: Readonly<Record<string, boolean>> = {
    'viết hai số lẻ, không âm': totals.every((field) => isWritten(textOf(summary, field))),
    T_TONGCHI_BV: said('T_TONGCHI_BV') === of('THANH_TIEN_BV'),
    T_TONGCHI_BH: said('T_TONGCHI_BH') === of('THANH_TIEN_BH'),
    T_BNTT: said('T_BNTT') === of('T_BNTT'),
    T_BNCCT: said('T_BNCCT') === of('T_BNCCT'),
    T_NGUONKHAC: said('T_NGUONKHAC') === of('T_NGUONKHAC'),
    T_BHTT: said('T_BHTT') === said('T_TONGCHI_BH') - said('T_BNCCT') && said('T_BHTT') === of('T_BHTT') + supported,
    T_BHTT_GDV: said('T_BHTT_GDV') === sum(byService),
    'quỹ, cùng chi trả, tự trả, nguồn khác cộng bằng tổng':
      of('T_BHTT') + said('T_BNCCT') + said('T_BNTT') + said('T_NGUONKHAC') === said('T_TONGCHI_BV'),
    'tiền quầy tròn đồng, phần chênh có tên': dong * 100n === patient + difference && difference * difference <= 2500n,
  };
  return Object.entries(promises).flatMap(([name, holds]) => (holds ? [] : [`XML1: ${name}`]));
}

/** Fields on which the second calculator, written apart, says something else. */
function differences(claim: ClaimFile, visit: NeutralVisit): string[] {
  const expected = oracleTables(visit);
  return ['XML1', 'XML2', 'XML3'].flatMap((table) =>
    (expected[table] ?? []).flatMap((row, at) =>
      Object.entries(row).flatMap(([field, value]) => {
        const found = textOf(rowsOf(claim, table)[at], field);
        return found === value ? [] : [`${table}[${at + 1}].${field}: ${found} ≠ ${value}`];
      }),
    ),
  );
}

const dayOf = (moment: string): string => moment.slice(0, 10);

/** Which of the situations that money must survive this visit is. */
function situationsOf({ visit, cards = [], drugs = [], services = [] }: NeutralVisit, summary: ClaimRow | undefined) {
  const [first, last] = [dayOf(visit.in), dayOf(visit.out)];
  const lines = [...drugs, ...services];
  const exempt = textOf(summary, 'NGAY_MIEN_CCT');
  const threshold = salaryOn(last) * 15n;
  const distance = read(summary, 'T_TONGCHI_BH') - threshold;
  const isThere: Readonly<Record<string, boolean>> = {
    'hai thẻ': cards.length > 1,
    'thẻ hết hạn giữa đợt': cards.some(({ to }) => to && first <= to && to < last),
    'thẻ bắt đầu giữa đợt': cards.some(({ from }) => from && first < from && from <= last),
    'miễn cùng chi trả bắt đầu giữa đợt': textOf(summary, 'NGAY_VAO') < exempt && exempt < textOf(summary, 'NGAY_RA'),
    'sát ngưỡng 15 %': distance >= -1n && distance <= 1n,
    'trần thanh toán': lines.some(({ ceiling }) => ceiling),
    'nguồn khác cho người bệnh': lines.some(({ otherFunds, otherFundsFor }) => otherFunds && !otherFundsFor),
    'nguồn khác cho cơ sở': lines.some(({ otherFunds, otherFundsFor }) => otherFunds && otherFundsFor),
    'ngoài phạm vi': lines.some(({ scope }) => scope === 2),
    'sơ sinh chưa có thẻ': visit.entitlement === '1.7' && cards.some(({ temporary }) => temporary),
    'lương cơ sở đổi giữa đợt': salaryOn(first) !== salaryOn(last),
    'không có thẻ': cards.length === 0,
    'khám nhiều lần trong ngày': services.filter(({ group }) => group === 13).length > 2,
  };
  const route = `đối tượng ${visit.entitlement} ${last < '2026-07-01' ? 'trước' : 'từ'} 01/07/2026`;
  return [route, ...Object.entries(isThere).flatMap(([name, holds]) => (holds ? [name] : []))];
}

/** What became of the money of one visit. */
export interface VisitMoney {
  /** every promise that does not hold */
  readonly faults: readonly string[];
  readonly situations: readonly string[];
}

/** Claims a visit and holds its money against every promise, against the second calculator and against the money rules. */
export function visitMoney(visit: NeutralVisit): VisitMoney {
  const claimed = claimedVisit(recordOfPlaced(placedVisit(visit, visit.id)));
  const claim = buildClaim(claimed);
  const [summary] = rowsOf(claim, 'XML1');
  const placed = ['XML2', 'XML3'].flatMap((table) =>
    rowsOf(claim, table).map((row, at) => ({ row, where: `${table}[${at + 1}]` })),
  );
  const view = viewOf(claim);
  const faults = [
    ...placed.flatMap(({ row, where }) => rowFaults(row, where)),
    ...sumFaults(
      summary,
      placed.map(({ row }) => row),
    ),
    ...differences(claim, visit),
    ...moneyRules.flatMap((id) => (claimChecks[id]?.(view) ?? []).map(({ where }) => `${id} ${where}`)),
    ...claimed.benefit.rows.flatMap(({ because, line }) =>
      because.length > 0 ? [] : [`${line.id}: không lời giải thích`],
    ),
  ];
  return { faults: faults.map((words) => `${visit.id} ${words}`), situations: situationsOf(visit, summary) };
}
