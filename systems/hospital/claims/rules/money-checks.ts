import { lowCostThreshold } from '@lienmach/benefit';
import { divideHalfUp } from '@lienmach/core';
import { type ClaimRow, textOf } from './claim-file.ts';
import { isClose, numberAt, sumAt } from './claim-numbers.ts';
import { type Check, type ClaimView, everyRow, type Finding, LINES, summaryHolds } from './claim-view.ts';
import { expectedBenefit } from './expected-benefit.ts';
import { isBed, isOutside } from './row-kinds.ts';

const HUNDRED = 100_000n;

/** Product of fields, each in thousandths, rounded half up to two places, in thousandths. */
function product(row: ClaimRow, fields: readonly string[], percents: readonly string[]): bigint | undefined {
  let numerator = 1n;
  let denominator = 1n;
  for (const field of [...fields, ...percents]) {
    const value = numberAt(row, field);
    if (value === undefined) return undefined;
    numerator *= value;
    denominator *= percents.includes(field) ? HUNDRED : 1000n;
  }
  return divideHalfUp(numerator * 100n, denominator) * 10n;
}

const equals = (row: ClaimRow, field: string, expected: bigint | undefined): boolean =>
  isClose(numberAt(row, field), expected);

const rowAmounts: Readonly<Record<string, Check>> = {
  'MON-01': everyRow(['XML2'], 'THANH_TIEN_BV', (row) =>
    equals(row, 'THANH_TIEN_BV', product(row, ['SO_LUONG', 'DON_GIA'], [])),
  ),
  'MON-02': everyRow(['XML2'], 'THANH_TIEN_BH', (row) =>
    equals(row, 'THANH_TIEN_BH', product(row, ['SO_LUONG', 'DON_GIA'], ['TYLE_TT_BH'])),
  ),
  'MON-03': everyRow(['XML3'], 'THANH_TIEN_BV', (row) =>
    equals(row, 'THANH_TIEN_BV', product(row, ['SO_LUONG', 'DON_GIA_BV'], ['TYLE_TT_DV'])),
  ),
  'MON-04': everyRow(['XML3'], 'THANH_TIEN_BH', (row) =>
    equals(row, 'THANH_TIEN_BH', product(row, ['SO_LUONG', 'DON_GIA_BH'], ['TYLE_TT_DV', 'TYLE_TT_BH'])),
  ),
};

/** The named amounts of a row in thousandths. */
interface RowMoney {
  readonly hospital: bigint;
  readonly insurance: bigint;
  readonly other: bigint;
  readonly self: bigint;
  readonly coPaid: bigint;
  readonly fund: bigint;
  readonly level: bigint;
  /** TYLE_TT_BH */
  readonly ratio: bigint;
}

function moneyOfRow(row: ClaimRow): RowMoney | undefined {
  const [hospital, insurance, other, self, coPaid, fund, level] = [
    'THANH_TIEN_BV',
    'THANH_TIEN_BH',
    'T_NGUONKHAC',
    'T_BNTT',
    'T_BNCCT',
    'T_BHTT',
    'MUC_HUONG',
  ].map((field) => numberAt(row, field));
  if (hospital === undefined || insurance === undefined || other === undefined || self === undefined) return undefined;
  if (coPaid === undefined || fund === undefined || level === undefined) return undefined;
  const ratio = numberAt(row, 'TYLE_TT_BH') ?? HUNDRED;
  return { hospital, insurance, other, self, coPaid, fund, level, ratio };
}

const notBelowZero = (amount: bigint): bigint => (amount < 0n ? 0n : amount);

/** A share of an amount, half up to two places, both in thousandths. */
const shareOf = (amount: bigint, percent: bigint): bigint => divideHalfUp(amount * percent, HUNDRED * 10n) * 10n;

type Payers = Pick<RowMoney, 'self' | 'coPaid' | 'fund'>;

/** Who pays, recomputed for support given to this patient. */
function payersOf({ hospital, insurance, other, level }: RowMoney): Payers {
  const fund = shareOf(insurance, level);
  const coPayment = insurance - fund;
  const self = hospital - insurance;
  const afterSelf = notBelowZero(other - self);
  return {
    self: notBelowZero(self - other),
    coPaid: notBelowZero(coPayment - afterSelf),
    fund: fund - notBelowZero(afterSelf - coPayment),
  };
}

/** The row as it is when the support was given to the facility for everybody and came off the cost first. */
function isAfterSupport(money: RowMoney): boolean {
  const rest = money.hospital - money.other;
  const ofRest = shareOf(rest, money.ratio);
  const counted = ofRest < money.insurance ? ofRest : money.insurance;
  const fund = shareOf(counted, money.level);
  return (
    money.other > 0n &&
    isClose(money.self, rest - counted) &&
    isClose(money.coPaid, counted - fund) &&
    isClose(money.fund, fund)
  );
}

/** The file does not say for whom the support is: either way of sharing may stand there, but as a whole. */
const isPaidBy = (part: keyof Payers, field: string): Check =>
  moneyHolds(field, (money) => isClose(money[part], payersOf(money)[part]) || isAfterSupport(money));

const moneyHolds = (field: string, holds: (money: RowMoney) => boolean): Check =>
  everyRow(LINES, field, (row) => {
    const money = moneyOfRow(row);
    return money === undefined || holds(money);
  });

const funds = ['T_NGUONKHAC_NSNN', 'T_NGUONKHAC_VTNN', 'T_NGUONKHAC_VTTN', 'T_NGUONKHAC_CL'];

const sumOfFunds = (row: ClaimRow): bigint | undefined => {
  const parts = funds.map((field) => numberAt(row, field));
  return parts.every((part) => part !== undefined) ? parts.reduce((sum, part) => sum + part, 0n) : undefined;
};

const rowPayers: Readonly<Record<string, Check>> = {
  'MON-05': everyRow(LINES, 'T_NGUONKHAC', (row) => equals(row, 'T_NGUONKHAC', sumOfFunds(row))),
  'MON-06': moneyHolds('T_NGUONKHAC', ({ other, hospital }) => other >= 0n && other <= hospital),
  'MON-07': isPaidBy('self', 'T_BNTT'),
  'MON-08': isPaidBy('coPaid', 'T_BNCCT'),
  'MON-09': isPaidBy('fund', 'T_BHTT'),
  'MON-10': moneyHolds('THANH_TIEN_BV', ({ self, coPaid, fund, other, hospital }) =>
    isClose(self + coPaid + fund + other, hospital),
  ),
};

const isZero = (row: ClaimRow, ...fields: string[]): boolean => fields.every((field) => numberAt(row, field) === 0n);

/** Only these cards are paid outside the list, and only they are free of the check on paid-by-service. */
const armed = (view: ClaimView): boolean =>
  view.items('MA_THE_BHYT').some((card) => ['QN', 'CA', 'CY'].includes(card.slice(0, 2)));

const isRatio = (row: ClaimRow, field: string): boolean =>
  !row.has(field) || /^(?:100|\d{1,2})$/.test(textOf(row, field));

function isLevel(row: ClaimRow, view: ClaimView): boolean {
  const text = textOf(row, 'MUC_HUONG');
  const level = numberAt(row, 'MUC_HUONG');
  if (level === undefined) return text === '';
  if (level < 0n || level > HUNDRED) return false;
  return view.day < '2026-07-01' ? /^\d+$/.test(text) : text.length <= 4;
}

const scopes: Readonly<Record<string, Check>> = {
  'MON-11': everyRow(
    LINES,
    'PHAM_VI',
    (row) => !isOutside(row) || isZero(row, 'TYLE_TT_BH', 'THANH_TIEN_BH', 'T_BHTT', 'T_BNCCT'),
  ),
  'MON-12': everyRow(LINES, 'PHAM_VI', (row, view) => textOf(row, 'PHAM_VI') !== '3' || armed(view)),
  'MON-13': everyRow(LINES, 'TYLE_TT_BH', (row) => isRatio(row, 'TYLE_TT_BH') && isRatio(row, 'TYLE_TT_DV')),
  'MON-14': everyRow(LINES, 'MUC_HUONG', isLevel),
  'MON-15': (view) => expectedBenefit(view)?.wrongLevels ?? [],
  'MON-16': lowCostFindings,
};

/** Low cost on a full route: everything in scope is free. */
function lowCostFindings(view: ClaimView): Finding[] {
  const expected = expectedBenefit(view);
  const total = numberAt(view.summary, 'T_TONGCHI_BH');
  if (expected === undefined || total === undefined || !expected.isFullRoute) return [];
  if (total >= lowCostThreshold(view.day) * 10n) return [];
  return LINES.flatMap((table) =>
    (view.claim.get(table) ?? []).flatMap((row, at) =>
      isOutside(row) || isZero(row, 'TYLE_TT_BH') || (numberAt(row, 'MUC_HUONG') === HUNDRED && isZero(row, 'T_BNCCT'))
        ? []
        : [{ where: `${table}[${at + 1}].MUC_HUONG` }],
    ),
  );
}

const lines = (view: ClaimView): readonly ClaimRow[] => [...view.drugs, ...view.services];
const isSupply = (row: ClaimRow): boolean => ['10', '11'].includes(textOf(row, 'MA_NHOM'));
const isPaidByService = (row: ClaimRow): boolean => textOf(row, 'MA_PTTT') === '1';

const totalIs = (field: string, rows: (view: ClaimView) => readonly ClaimRow[], amount: string): Check =>
  summaryHolds(field, (view) => isClose(numberAt(view.summary, field), sumAt(rows(view), amount)));

/** T_BHTT is what is left of the in-scope total; unless support reduced the fund's part, it is also the sum of rows. */
function isFundTotal(view: ClaimView): boolean {
  const [fund, insurance, coPaid] = ['T_BHTT', 'T_TONGCHI_BH', 'T_BNCCT'].map((field) => numberAt(view.summary, field));
  if (insurance !== undefined && coPaid !== undefined && !isClose(fund, insurance - coPaid)) return false;
  const isReduced = lines(view).some((row) => {
    const money = moneyOfRow(row);
    return money !== undefined && money.other > 0n && money.fund + money.coPaid < money.insurance;
  });
  return isReduced || isClose(fund, sumAt(lines(view), 'T_BHTT'));
}

const totals: Readonly<Record<string, Check>> = {
  'MON-18': totalIs('T_THUOC', (view) => view.drugs, 'THANH_TIEN_BV'),
  'MON-19': totalIs('T_VTYT', (view) => view.services.filter(isSupply), 'THANH_TIEN_BV'),
  'MON-20': totalIs('T_TONGCHI_BV', lines, 'THANH_TIEN_BV'),
  'MON-21': totalIs('T_TONGCHI_BH', lines, 'THANH_TIEN_BH'),
  'MON-22': totalIs('T_BNTT', lines, 'T_BNTT'),
  'MON-23': totalIs('T_BNCCT', lines, 'T_BNCCT'),
  'MON-24': summaryHolds('T_BHTT', isFundTotal),
  'MON-25': totalIs('T_NGUONKHAC', lines, 'T_NGUONKHAC'),
  'MON-26': summaryHolds(
    'T_BHTT_GDV',
    (view) =>
      armed(view) ||
      isClose(numberAt(view.summary, 'T_BHTT_GDV'), sumAt(lines(view).filter(isPaidByService), 'T_BHTT')),
  ),
  'MON-27': summaryHolds('T_TONGCHI_BV', (view) => {
    const total = numberAt(view.summary, 'T_TONGCHI_BV');
    return view.said('MA_DOITUONG_KCB') === '8' || total === undefined || total > 0n;
  }),
};

/** A number that is written but not plain (more than three decimals) is no valid quantity or price. */
function hasSoundFactors(row: ClaimRow): boolean {
  const quantity = numberAt(row, 'SO_LUONG');
  const prices = ['DON_GIA', 'DON_GIA_BV', 'DON_GIA_BH'].filter((field) => row.has(field));
  const isQuantity = quantity !== undefined && (quantity > 0n || (isBed(row) && quantity === 0n));
  return isQuantity && prices.every((field) => (numberAt(row, field) ?? -1n) >= 0n);
}

function isUnderCeiling(row: ClaimRow): boolean {
  const [ceiling, hospital, insurance] = ['T_TRANTT', 'DON_GIA_BV', 'DON_GIA_BH'].map((field) => numberAt(row, field));
  if (ceiling === undefined || hospital === undefined || !isSupply(row)) return true;
  return isClose(insurance, hospital < ceiling ? hospital : ceiling);
}

const isUnpriced = (row: ClaimRow): boolean => /(?:_TB|_TT|\.0000)$/.test(textOf(row, 'MA_DICH_VU'));

const prices: Readonly<Record<string, Check>> = {
  'MON-29': everyRow(LINES, 'SO_LUONG', hasSoundFactors),
  'MON-30': everyRow(['XML3'], 'DON_GIA_BH', isUnderCeiling),
  'MON-32': everyRow(
    ['XML3'],
    'DON_GIA_BH',
    (row) => !isUnpriced(row) || isSupply(row) || isZero(row, 'DON_GIA_BH', 'DON_GIA_BV'),
  ),
  'MON-33': (view) => expectedBenefit(view)?.wrongExams ?? [],
  'MON-38': everyRow(LINES, 'MA_PTTT', (row) => ['1', '2', '3'].includes(textOf(row, 'MA_PTTT'))),
};

/**
 * Money: every named amount recomputed from what stands beside it.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), formulas of XML1 to XML3; công văn 1245/BHXH-CNTT (verified)
 */
export const moneyChecks: Readonly<Record<string, Check>> = {
  ...rowAmounts,
  ...rowPayers,
  ...scopes,
  ...totals,
  ...prices,
};
