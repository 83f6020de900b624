import type { LabIndicator, ReferenceInterval } from '../catalogs/lab-indicators.ts';

/** Who the range is for; what is not known is absent. */
export interface Person {
  readonly sex?: 'male' | 'female' | undefined;
  /** completed years on the day the specimen was taken */
  readonly age?: number | undefined;
}

/**
 * The reference interval that fits this person.
 *
 * @returns undefined when age or sex is not known and would matter, or when the table has nothing for this age: then no
 *   flag is given, never the flag of somebody else's range
 * @source QĐ 2429/QĐ-BYT (12/06/2017), a report shows the reference interval (secondary); choice by age and sex: laboratory practice (from memory)
 */
export function referenceInterval(indicator: LabIndicator, person: Person): ReferenceInterval | undefined {
  const { age, sex } = person;
  if (age === undefined) return undefined;
  return indicator.ranges.find((range) => age >= range.minAge && (range.sex === undefined || range.sex === sex));
}
