import {
  type Benefit,
  type BenefitLine,
  type BenefitVisit,
  entitlementOf,
  examRatios,
  isInpatientType,
  routeRatio,
  visitBenefit,
} from '@lienmach/benefit';
import { parseQuantity3, parseUnitPrice, parseXu, type Quantity3, type UnitPrice, type Xu, ZERO } from '@lienmach/core';
import { isFhirError } from '@lienmach/outcome';
import { type ClaimRow, rowsOf, textOf } from './claim-file.ts';
import { isMoment } from './claim-moments.ts';
import { numberAt } from './claim-numbers.ts';
import { dayOfDigits } from './claim-values.ts';
import type { ClaimView, Finding } from './claim-view.ts';

/** What the benefit rules say about a claim that came from anywhere. */
export interface ExpectedBenefit {
  /** rows whose MUC_HUONG differs */
  readonly wrongLevels: readonly Finding[];
  /** examinations whose TYLE_TT_DV differs from their order of the day */
  readonly wrongExams: readonly Finding[];
  /** the way of coming pays its full ratio */
  readonly isFullRoute: boolean;
}

const localMoment = (digits: string): string =>
  `${dayOfDigits(digits)}T${digits.slice(8, 10) || '00'}:${digits.slice(10, 12) || '00'}`;

const percentOf = (row: ClaimRow, field: string): number | undefined => {
  const value = numberAt(row, field);
  return value === undefined ? undefined : Number(value / 10n);
};

const price = (row: ClaimRow, field: string): UnitPrice => parseUnitPrice(textOf(row, field) || '0');
const quantity = (row: ClaimRow): Quantity3 => parseQuantity3(textOf(row, 'SO_LUONG') || '0');
const amount = (row: ClaimRow, field: string): Xu => parseXu(textOf(row, field) || '0');

interface PlacedRow {
  readonly where: string;
  readonly row: ClaimRow;
  readonly line: BenefitLine;
}

function placedRow(table: string, row: ClaimRow, at: number): PlacedRow {
  const isDrug = table === 'XML2';
  const where = `${table}[${at + 1}]`;
  const scope = textOf(row, 'PHAM_VI');
  const hospital = price(row, isDrug ? 'DON_GIA' : 'DON_GIA_BV');
  const serviceRatio = percentOf(row, 'TYLE_TT_DV');
  const payRatio = percentOf(row, 'TYLE_TT_BH');
  return {
    where,
    row,
    line: {
      id: where,
      kind: isDrug ? 'drug' : 'service',
      group: textOf(row, 'MA_NHOM'),
      orderedAt: localMoment(textOf(row, 'NGAY_YL')),
      quantity: quantity(row),
      hospitalPrice: hospital,
      insurancePrice: isDrug ? hospital : price(row, 'DON_GIA_BH'),
      ...(serviceRatio === undefined ? {} : { serviceRatio }),
      ...(payRatio === undefined ? {} : { payRatio }),
      scope: scope === '2' || scope === '3' ? scope : '1',
      otherFunds: { state: amount(row, 'T_NGUONKHAC'), foreignAid: ZERO, domesticAid: ZERO, rest: ZERO },
      paymentMethod: textOf(row, 'MA_PTTT'),
    },
  };
}

function visitOf(view: ClaimView, rows: readonly PlacedRow[]): BenefitVisit {
  const from = view.items('GT_THE_TU');
  const to = view.items('GT_THE_DEN');
  const exempt = view.said('NGAY_MIEN_CCT');
  const exemptFrom = exempt.length === 8 ? dayOfDigits(exempt) : exempt === '' ? undefined : localMoment(exempt);
  return {
    entitlement: view.said('MA_DOITUONG_KCB'),
    visitType: view.said('MA_LOAI_KCB'),
    arrived: localMoment(view.said('NGAY_VAO')),
    left: localMoment(view.said('NGAY_RA')),
    cards: view.items('MA_THE_BHYT').map((number, at) => ({
      number,
      ...(from[at] ? { from: dayOfDigits(from[at]) } : {}),
      ...(to[at] ? { to: dayOfDigits(to[at]) } : {}),
      ...(exemptFrom === undefined ? {} : { copayExemptFrom: exemptFrom }),
    })),
    lines: rows.map(({ line }) => line),
  };
}

const isReadable = (view: ClaimView): boolean =>
  isMoment(view.said('NGAY_VAO')) &&
  isMoment(view.said('NGAY_RA')) &&
  [...view.drugs, ...view.services].every((row) => isMoment(textOf(row, 'NGAY_YL')));

function wrongLevels(rows: readonly PlacedRow[], benefit: Benefit): Finding[] {
  return benefit.rows.flatMap((expected, at) => {
    const placed = rows[at];
    const level = placed === undefined ? undefined : percentOf(placed.row, 'MUC_HUONG');
    if (placed === undefined || level === undefined || expected.payRatio === 0 || level === expected.level) return [];
    return [{ where: `${placed.where}.MUC_HUONG`, detail: `${level / 100} ≠ ${expected.level / 100}` }];
  });
}

function wrongExams(rows: readonly PlacedRow[]): Finding[] {
  const exams = rows.filter(({ line }) => line.kind === 'service' && line.group === '13');
  const ratios = examRatios(exams.map(({ line }) => line));
  return exams
    .filter(({ line }) => line.serviceRatio !== undefined && line.serviceRatio !== ratios.get(line.id))
    .map(({ where }) => ({ where: `${where}.TYLE_TT_DV` }));
}

/** Several rules ask for it: computed once for a view. */
const computed = new WeakMap<ClaimView, { readonly benefit: ExpectedBenefit | undefined }>();

/**
 * Computes the benefit of a claim file again, from what its own tables say.
 *
 * @returns undefined when times, numbers or codes cannot be read (rules of form report those)
 * @source QĐ 3176/QĐ-BYT (29/10/2024), MUC_HUONG and TYLE_TT_DV (verified)
 */
export function expectedBenefit(view: ClaimView): ExpectedBenefit | undefined {
  const known = computed.get(view) ?? { benefit: computeBenefit(view) };
  computed.set(view, known);
  return known.benefit;
}

function computeBenefit(view: ClaimView): ExpectedBenefit | undefined {
  if (!isReadable(view)) return undefined;
  try {
    const rows = ['XML2', 'XML3'].flatMap((table) =>
      rowsOf(view.claim, table).map((row, at) => placedRow(table, row, at)),
    );
    const visit = visitOf(view, rows);
    const entitlement = entitlementOf(visit.entitlement);
    return {
      wrongLevels: wrongLevels(rows, visitBenefit(visit)),
      wrongExams: wrongExams(rows),
      isFullRoute: routeRatio(entitlement, isInpatientType(visit.visitType), view.day) === 10_000,
    };
  } catch (refusal) {
    if (isFhirError(refusal)) return undefined;
    throw refusal;
  }
}
