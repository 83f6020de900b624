import { type Xu, xu } from '@lienmach/core';
import type { BenefitCard } from './benefit-visit.ts';
import { yearlyCopayCap } from './parameters.ts';

const yearOf = (moment: string): string => moment.slice(0, 4);

/**
 * Exemption that the portal has given: from its moment to the end of that calendar year.
 *
 * @param moment  local `yyyy-MM-ddTHH:mm` of the line
 * @source NĐ 188/2025/NĐ-CP Điều 18 khoản 2 (secondary)
 */
export const isExemptByPortal = (card: BenefitCard, moment: string): boolean =>
  card.copayExemptFrom !== undefined &&
  card.copayExemptFrom <= moment &&
  yearOf(card.copayExemptFrom) === yearOf(moment);

export interface YearSum {
  /** would `coPaid` more carry the co-payments of the year above the cap? */
  exceeds(moment: string, coPaid: Xu): boolean;
  add(coPaid: Xu): void;
}

/**
 * Our own sum, for cards on which the portal says nothing: five years in a row reached, and the co-payments of the year
 * strictly above six base salaries. Lines count in order of time; the line that would pass the cap is the first one paid
 * in full by the fund, because a claim row has one level only.
 *
 * @returns undefined when the portal decides or nothing is known
 * @source NĐ 188/2025/NĐ-CP Điều 18 khoản 2 (secondary); order and treatment of the passing line: our reading (unsure)
 */
export function yearSum(card: BenefitCard, arrived: string): YearSum | undefined {
  const { copayExemptFrom, fiveYearsFrom, copayThisYear } = card;
  if (copayExemptFrom !== undefined || fiveYearsFrom === undefined || copayThisYear === undefined) return undefined;
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
