import { addDays } from '@lienmach/core';
import { type Material, type RetentionPeriod, retentionPeriods } from '../catalogs/retention-periods.ts';

/**
 * Days a material is kept after the final report. What is still there follows the period of today: a longer one that
 * begins while glass is in its drawer holds it back.
 *
 * @param today  FHIR date
 * @source none: the periods and their sources stand in `catalogs/retention-periods.ts`
 */
export function keptDays(
  material: Material,
  today: string,
  periods: readonly RetentionPeriod[] = retentionPeriods,
): number {
  const begun = periods.filter((one) => one.material === material && one.from <= today);
  return begun.toSorted((a, b) => a.from.localeCompare(b.from)).at(-1)?.days ?? Number.POSITIVE_INFINITY;
}

/**
 * The first day on which a material may be thrown away.
 *
 * @param finalDay  FHIR date of the final report
 * @param today  FHIR date
 * @returns undefined: no period is known, so it is kept
 * @source CAP, retention of laboratory records and materials (from memory); see `catalogs/retention-periods.ts`
 */
export function discardFrom(
  material: Material,
  finalDay: string,
  today: string,
  periods: readonly RetentionPeriod[] = retentionPeriods,
): string | undefined {
  const days = keptDays(material, today, periods);
  return Number.isFinite(days) ? addDays(finalDay, days) : undefined;
}
