/** @source none: how ages in a claim are counted */
import { textOf } from './claim-file.ts';
import { daysBetweenDigits } from './claim-moments.ts';
import type { ClaimView } from './claim-view.ts';

/** Age in whole days on arrival; undefined when birth or arrival is not known to the day. */
export const ageInDays = (view: ClaimView): number | undefined =>
  daysBetweenDigits(view.said('NGAY_SINH'), view.said('NGAY_VAO'));

/** Whole years between two days; of a birth known only to the year the least that is possible. */
export function yearsBetween(birth: string, day: string): number | undefined {
  if (!/^\d{8}/.test(birth) || !/^\d{8}/.test(day)) return undefined;
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  const known = birth.slice(4, 8) === '0000' ? '1231' : birth.slice(4, 8);
  return known <= day.slice(4, 8) ? years : years - 1;
}

/** Age in whole years on arrival. */
export const ageInYears = (view: ClaimView): number | undefined =>
  yearsBetween(textOf(view.summary, 'NGAY_SINH'), view.said('NGAY_VAO'));
