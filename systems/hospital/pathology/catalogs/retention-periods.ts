/** What is kept of a case: the rest of the tissue in its container, the paraffin, the glass. */
export type Material = 'container' | 'block' | 'slide';

export const materials: readonly Material[] = ['container', 'block', 'slide'];

/** How long a material is kept, from a day on. */
export interface RetentionPeriod {
  readonly material: Material;
  /** days after the final report */
  readonly days: number;
  /** FHIR date on which this period begins to count, for what is still there as well */
  readonly from: string;
}

/**
 * Another period gets a line of its own with its first day; lines that counted once stay.
 *
 * @source CAP, retention of laboratory records and materials: wet tissue 2 weeks, blocks and slides 10 years after the report (from memory); an article of Vietnamese law for blocks and slides is not known to us (unsure)
 */
export const retentionPeriods: readonly RetentionPeriod[] = [
  { material: 'container', days: 14, from: '2000-01-01' },
  { material: 'block', days: 3653, from: '2000-01-01' },
  { material: 'slide', days: 3653, from: '2000-01-01' },
];
