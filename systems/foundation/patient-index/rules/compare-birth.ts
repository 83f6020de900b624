/** How two birth dates stand to each other; `partial`: one knows less and the rest agrees. */
export type BirthMatch = 'same' | 'swapped' | 'partial' | 'same-year' | 'different' | 'unknown';

/**
 * Compares two FHIR dates of birth. Day and month exchanged is the commonest slip at a desk; many old people
 * have papers with only the year.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), NGAY_SINH may lack day and month (secondary); grading is our own choice (unsure)
 */
export function compareBirth(a: string | undefined, b: string | undefined): BirthMatch {
  if (a === undefined || b === undefined) return 'unknown';
  if (a === b) return a.length === 10 ? 'same' : 'partial';
  const [yearA, monthA, dayA] = a.split('-');
  const [yearB, monthB, dayB] = b.split('-');
  if (yearA !== yearB) return 'different';
  if (a.startsWith(b) || b.startsWith(a)) return 'partial';
  return dayA !== undefined && monthA === dayB && dayA === monthB ? 'swapped' : 'same-year';
}
