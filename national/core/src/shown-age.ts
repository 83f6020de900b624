import { ageOn, daysBetween } from './vn-date.ts';

/** Age as it is said at the bedside: years (`a`), months (`mo`) or days (`d`). */
export interface ShownAge {
  readonly age: number;
  readonly unit: 'a' | 'mo' | 'd';
}

/** Months lived through; the 31st of a short month counts from its last day on. */
function monthsBetween(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number);
  return (toYear - fromYear) * 12 + toMonth - fromMonth - (toDay < fromDay ? 1 : 0);
}

/**
 * Completed years; under six completed months, under one month days, as children are named on forms.
 *
 * @param birthDate  FHIR date; with only year or month nothing but years can be said
 * @returns undefined without a birth date, or when it lies after the day
 * @source TT 32/2023/TT-BYT, record forms: children under 72 months are written in months (from memory)
 */
export function shownAge(birthDate: string | undefined, day: string): ShownAge | undefined {
  if (birthDate === undefined || birthDate > day) return undefined;
  const years = Math.max(0, ageOn(birthDate, day));
  if (birthDate.length < 10 || years >= 6) return { age: years, unit: 'a' };
  const months = monthsBetween(birthDate, day);
  return months >= 1 ? { age: months, unit: 'mo' } : { age: daysBetween(birthDate, day), unit: 'd' };
}
