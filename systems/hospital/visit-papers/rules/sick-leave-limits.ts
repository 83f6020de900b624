/** Most days that one certificate may give, from a day on. */
interface Limits {
  readonly from: string;
  readonly usual: number;
  readonly tuberculosis: number;
  readonly endedPregnancy: number;
  /** weeks of pregnancy from which `endedPregnancy` counts */
  readonly endedFromWeek: number;
}

/**
 * 30 days; tuberculosis 180; a pregnancy ended from its 13th week on 50.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), annex, SO_NGAY_NGHI of table 11 (secondary); TT 18/2022/TT-BYT (from memory) for the time before
 */
export const sickLeaveLimits: readonly Limits[] = [
  { from: '2018-03-01', usual: 30, tuberculosis: 180, endedPregnancy: 50, endedFromWeek: 13 },
];

/**
 * ICD-10 A15 to A19.
 *
 * @source ICD-10, chapter I, tuberculosis (from memory)
 */
const isTuberculosis = (code: string): boolean => /^A1[5-9](\.|$)/.test(code);

/**
 * Most days on this day for these diagnoses.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), annex, SO_NGAY_NGHI of table 11 (secondary)
 */
export function mostLeaveDays(day: string, codes: readonly string[], endedWeeks?: number): number {
  const limits = sickLeaveLimits.findLast(({ from }) => from <= day);
  if (limits === undefined) return 0;
  if (codes.some(isTuberculosis)) return limits.tuberculosis;
  return endedWeeks !== undefined && endedWeeks >= limits.endedFromWeek ? limits.endedPregnancy : limits.usual;
}
