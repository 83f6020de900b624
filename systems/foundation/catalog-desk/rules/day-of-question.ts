import { toVnDay, vnDayOf } from '@lienmach/core';
import { isFhirError } from '@lienmach/outcome';
import { errors } from '../errors.ts';

/**
 * For which day is a catalog asked? The given one, else today in Viet Nam.
 *
 * @param given  calendar date `yyyy-mm-dd`, or a date-time: its day in Viet Nam counts
 * @throws errors.badDate (400)
 * @source FHIR R4 4.0.1, operations $expand and $lookup, parameter `date` (verified)
 */
export function dayOfQuestion(given: string | undefined, now: Date): string {
  if (given === undefined) return toVnDay(now);
  try {
    return vnDayOf(given);
  } catch (thrown) {
    throw isFhirError(thrown) ? errors.badDate({ at: 'date', detail: given.slice(0, 40) }) : thrown;
  }
}
