import { type Xu, xu } from '@lienmach/core';
import type { BenefitCard } from './benefit-visit.ts';
import { yearlyCopayCap } from './parameters.ts';

const yearOf = (moment: string): string => moment.slice(0, 4);

/**
 * The exemption holds from its moment to the end of that calendar year.
 *
 * @param exemptFrom  local `yyyy-MM-ddTHH:mm`, or a day
 * @param moment      local `yyyy-MM-ddTHH:mm` of the line
 * @source NĐ 188/2025/NĐ-CP Điều 18 khoản 2 (secondary)
 */
export const isExemptAt = (exemptFrom: string | undefined, moment: string): boolean =>
  exemptFrom !== undefined && exemptFrom <= moment && yearOf(exemptFrom) === yearOf(moment);

interface YearSum {
  /** would `coPaid` more carry the co-payments of the year above the cap? */
  exceeds(moment: string, coPaid: Xu): boolean;
  add(coPaid: Xu): void;
}

function yearSum({ fiveYearsFrom, copayThisYear }: BenefitCard, arrived: string): YearSum | undefined {
  if (fiveYearsFrom === undefined || copayThisYear === undefined) return undefined;
  let sum: bigint = copayThisYear;
  return {
    exceeds: (moment, coPaid) =>
      fiveYearsFrom <= moment.slice(0, 10) &&
      yearOf(moment) === yearOf(arrived) &&
      sum + coPaid > yearlyCopayCap(moment.slice(0, 10)),
    add: (coPaid) => {
      sum = xu(sum + coPaid);
    },
  };
}

/**
 * Our own sums, one for each card that tells both: five years in a row reached, and the co-payments of the year before
 * this visit. Above six base salaries (strictly) the exemption begins. Lines count in order of time; the line that would
 * pass the cap is the first one paid in full by the fund, because a claim row has one level only.
 *
 * @returns empty when the portal has given a moment on any card (it decides), or nothing is known
 * @source NĐ 188/2025/NĐ-CP Điều 18 khoản 2 (secondary); order and treatment of the passing line: our reading (unsure)
 */
export const yearSums = (cards: readonly BenefitCard[], arrived: string): YearSum[] =>
  cards.some((card) => card.copayExemptFrom !== undefined) ? [] : cards.flatMap((card) => yearSum(card, arrived) ?? []);
