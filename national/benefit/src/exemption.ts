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

/**
 * The portal's moment of the exemption, the earliest of those in a year that the visit touches: one of a year gone by says
 * nothing about it.
 *
 * @param from   local moment or day of arrival
 * @param until  local moment or day of the end of the visit, or of its last line
 * @source NĐ 188/2025/NĐ-CP Điều 18 khoản 2 (secondary): the exemption belongs to a calendar year
 */
export const givenExemption = (cards: readonly BenefitCard[], from: string, until: string): string | undefined =>
  cards
    .flatMap(({ copayExemptFrom }) => copayExemptFrom ?? [])
    .filter((moment) => yearOf(from) <= yearOf(moment) && yearOf(moment) <= yearOf(until))
    .toSorted()[0];

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
 * @returns empty when nothing is known
 * @source NĐ 188/2025/NĐ-CP Điều 18 khoản 2 (secondary); order and treatment of the passing line: our reading (unsure)
 */
export const yearSums = (cards: readonly BenefitCard[], arrived: string): YearSum[] =>
  cards.flatMap((card) => yearSum(card, arrived) ?? []);
