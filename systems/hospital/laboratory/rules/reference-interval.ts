import type { Group, LabIndicator, ReferenceInterval } from '../catalogs/lab-indicator.ts';

/** Who the range is for; what is not known is absent. */
export interface Person {
  readonly sex?: 'male' | 'female' | undefined;
  /** completed years on the day the specimen was taken */
  readonly age?: number | undefined;
  /** completed days of life on that day */
  readonly days?: number | undefined;
  readonly isPregnant?: boolean | undefined;
}

/**
 * Does a row of the catalog speak about this person? An age that is not known fits nobody.
 *
 * @source QĐ 2429/QĐ-BYT (12/06/2017), a report shows the reference interval (secondary); choice by age, sex and pregnancy: laboratory practice (from memory)
 */
export function isOfGroup(group: Group, { sex, age, days, isPregnant }: Person): boolean {
  if (age === undefined || age < group.minAge || age > (group.maxAge ?? 200)) return false;
  if (group.maxDays !== undefined && (days === undefined || days > group.maxDays)) return false;
  if (group.sex !== undefined && group.sex !== sex) return false;
  return group.pregnant !== true || isPregnant === true;
}

/**
 * The reference interval that fits this person: the first row that does.
 *
 * @returns undefined when age or sex is not known and would matter, or when the table has nothing for this age: then no
 *   flag is given, never the flag of somebody else's range
 * @source QĐ 2429/QĐ-BYT (12/06/2017), a report shows the reference interval (secondary)
 */
export const referenceInterval = (indicator: LabIndicator, person: Person): ReferenceInterval | undefined =>
  indicator.ranges.find((range) => isOfGroup(range, person));
