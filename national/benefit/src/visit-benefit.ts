import { sumXu, type Xu, xu, ZERO } from '@lienmach/core';
import type { Benefit, BenefitLine, BenefitRow, BenefitTotals, BenefitVisit } from './benefit-visit.ts';
import { rowWords, visitSteps } from './benefit-words.ts';
import { cardsInForce } from './cards-in-force.ts';
import { entitlementOf, isInpatientType } from './entitlements.ts';
import { examRatios } from './exam-ratios.ts';
import { givenExemption, isExemptAt, yearSums } from './exemption.ts';
import { lowCostThreshold } from './parameters.ts';
import { countedPrice, rowAmount } from './row-amounts.ts';
import { type RowLevel, rowLevel } from './row-level.ts';
import { payersWithFacilitySupport, payersWithPatientSupport, type RowPayers } from './row-payers.ts';

const EXAM = '13';
const SUPPLIES = new Set(['10', '11']);
const dayOf = (moment: string): string => moment.slice(0, 10);
const sumOf = <T>(items: readonly T[], amount: (item: T) => Xu): Xu => sumXu(items.map(amount));

interface Costed
  extends Pick<
    BenefitRow,
    'line' | 'insurancePrice' | 'serviceRatio' | 'payRatio' | 'hospitalAmount' | 'insuranceAmount'
  > {
  readonly otherFunds: Xu;
}

/** Amounts of a line before anybody is asked to pay. A line outside the scope, or on a day without a card, has ratio 0. */
function costed(line: BenefitLine, exams: ReadonlyMap<string, number>, isCovered: boolean): Costed {
  const serviceRatio = line.serviceRatio ?? exams.get(line.id) ?? 10_000;
  const payRatio = line.scope === '2' || !isCovered ? 0 : (line.payRatio ?? 10_000);
  const insurancePrice = countedPrice(line);
  const funds = line.otherFunds;
  return {
    line,
    insurancePrice,
    serviceRatio,
    payRatio,
    hospitalAmount: rowAmount(line.quantity, line.hospitalPrice, serviceRatio, 10_000),
    insuranceAmount: rowAmount(line.quantity, insurancePrice, serviceRatio, payRatio),
    otherFunds: xu(funds.state + funds.foreignAid + funds.domesticAid + funds.rest),
  };
}

/** The lines with their amounts; examinations take their order of the day. */
function costedLines(visit: BenefitVisit): Costed[] {
  const exams = examRatios(visit.lines.filter((line) => line.kind === 'service' && line.group === EXAM));
  const arrived = dayOf(visit.arrived);
  return visit.lines.map((line) =>
    costed(line, exams, cardsInForce(visit.cards, dayOf(line.orderedAt), arrived).cards.length > 0),
  );
}

function payersAt({ line, payRatio, hospitalAmount, insuranceAmount, otherFunds }: Costed, level: number): RowPayers {
  const share = { hospital: hospitalAmount, insurance: insuranceAmount, level, otherFunds };
  return line.supportFor === 'facility' ? payersWithFacilitySupport(share, payRatio) : payersWithPatientSupport(share);
}

/** The lines in order of time; at one minute, in the order in which they were given. */
const inTime = (rows: readonly Costed[]): Costed[] =>
  rows.toSorted((a, b) => (a.line.orderedAt < b.line.orderedAt ? -1 : Number(a.line.orderedAt > b.line.orderedAt)));

/** Level of a line of this visit, as its card, way of coming and time make it. */
type LevelAt = (moment: string, isExempt: boolean) => RowLevel;

function levelsOf(visit: BenefitVisit, isLowCost: boolean): LevelAt {
  const entitlement = entitlementOf(visit.entitlement);
  const inpatient = isInpatientType(visit.visitType);
  const arrived = dayOf(visit.arrived);
  return (moment, isExempt) => {
    const day = dayOf(moment);
    return rowLevel({
      entitlement,
      inpatient,
      day,
      inForce: cardsInForce(visit.cards, day, arrived),
      isLowCost,
      isExempt,
    });
  };
}

/** Moment of the line that would carry the co-payments of the year over the cap: it and all later ones are exempt. */
function ownExemption(visit: BenefitVisit, rows: readonly Costed[], levelAt: LevelAt): string | undefined {
  const sums = yearSums(visit.cards, visit.arrived);
  if (sums.length === 0) return undefined;
  for (const row of inTime(rows)) {
    const moment = row.line.orderedAt;
    const { level } = levelAt(moment, false);
    const { coPaid } = payersAt(row, level);
    const passes = coPaid > 0n && sums.some((sum) => sum.exceeds(moment, coPaid));
    if (passes && levelAt(moment, true).level > level) return moment;
    for (const sum of sums) sum.add(coPaid);
  }
  return undefined;
}

/** Moment of the exemption of the year: the portal's when it gave one for a year of this visit, else our own sum. */
const exemptionOf = (visit: BenefitVisit, rows: readonly Costed[], levelAt: LevelAt): string | undefined =>
  givenExemption(visit.cards, visit.arrived, parameterDay(visit)) ?? ownExemption(visit, rows, levelAt);

function benefitRow(costedRow: Costed, found: RowLevel): BenefitRow {
  const isOutside = costedRow.payRatio === 0;
  const row = { ...costedRow, ...payersAt(costedRow, found.level), level: isOutside ? 0 : found.level };
  return { ...row, because: rowWords(row, found.because) };
}

function totalsOf(rows: readonly BenefitRow[]): BenefitTotals {
  const insurance = sumOf(rows, (row) => row.insuranceAmount);
  const coPaid = sumOf(rows, (row) => row.coPaid);
  return {
    drugs: sumOf(rows, (row) => (row.line.kind === 'drug' ? row.hospitalAmount : ZERO)),
    supplies: sumOf(rows, (row) =>
      SUPPLIES.has(row.line.group) && row.line.kind !== 'drug' ? row.hospitalAmount : ZERO,
    ),
    hospital: sumOf(rows, (row) => row.hospitalAmount),
    insurance,
    selfPaid: sumOf(rows, (row) => row.selfPaid),
    coPaid,
    fund: xu(insurance - coPaid),
    fundByRows: sumOf(rows, (row) => row.fundPaid),
    otherFunds: sumOf(rows, (row) => row.otherFunds),
    fundByService: sumOf(rows, (row) => (row.line.paymentMethod === '1' ? row.fundPaid : ZERO)),
  };
}

/** Day whose base salary counts: the end of the visit, else its last line, else arrival. */
const parameterDay = (visit: BenefitVisit): string =>
  dayOf(
    visit.left ??
      visit.lines
        .map((line) => line.orderedAt)
        .toSorted()
        .at(-1) ??
      visit.arrived,
  );

/**
 * Who pays what for a visit: in-scope total first, then the level of each line by card, way of coming, type and time of
 * the line, then its payers, then totals from rounded rows. Every part adds up to the hospital amount of its row.
 *
 * @returns rows in the order of the lines
 * @throws errors.unknownEntitlement, unknownCard, noBaseSalary, badPercentage, badQuantity, otherFundsTooHigh
 * @source Luật BHYT sửa đổi 51/2024/QH15; NĐ 188/2025/NĐ-CP; QĐ 3176/QĐ-BYT (29/10/2024) (secondary); base salary of the day of discharge: unsure
 */
export function visitBenefit(visit: BenefitVisit): Benefit {
  const lines = costedLines(visit);
  const total = sumOf(lines, (line) => line.insuranceAmount);
  const day = parameterDay(visit);
  const levelAt = levelsOf(visit, total < lowCostThreshold(day));
  const exemptFrom = exemptionOf(visit, lines, levelAt);
  const rows = lines.map((row) => {
    const moment = row.line.orderedAt;
    return benefitRow(row, levelAt(moment, isExemptAt(exemptFrom, moment)));
  });
  const decided = { rows, totals: totalsOf(rows), ...(exemptFrom === undefined ? {} : { exemptFrom }) };
  return { ...decided, steps: visitSteps(visit, decided, day) };
}
