/**
 * Completed months of age on a day. An unknown day or month of birth counts as the last possible one, so that a child is
 * not taken for older than it may be.
 *
 * @param birthDate  FHIR date; @param day  yyyy-mm-dd
 * @source TT 26/2025/TT-BYT, art. 6: age in months below 72 (secondary)
 */
export function ageInMonths(birthDate: string, day: string): number {
  const [year = '0', month = '12', date = '31'] = birthDate.split('-');
  const months = (Number(day.slice(0, 4)) - Number(year)) * 12 + Number(day.slice(5, 7)) - Number(month);
  return Number(day.slice(8, 10)) >= Number(date) || isLastDay(day) ? months : months - 1;
}

/** born on the 31st: the last day of a shorter month completes the month */
function isLastDay(day: string): boolean {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.getUTCDate() === 1;
}

/** Below this age a prescription needs weight and accompanying adult. */
export const CHILD_MONTHS = 72;
