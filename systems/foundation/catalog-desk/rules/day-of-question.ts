import { errors } from '../errors.ts';

/**
 * For which day is a catalog asked? The given one, else today in Viet Nam.
 *
 * @param given  calendar date `yyyy-mm-dd`, or a date-time whose date part counts
 * @throws errors.badDate (400)
 * @source FHIR R4 4.0.1, operations $expand and $lookup, parameter `date` (verified)
 */
export function dayOfQuestion(given: string | undefined, now: Date): string {
  if (given === undefined) return new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
  const day = /^\d{4}-\d{2}-\d{2}/.exec(given)?.[0];
  if (day === undefined || Number.isNaN(Date.parse(day))) throw errors.badDate({ at: 'date', detail: given });
  return day;
}
