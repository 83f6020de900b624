import { compareBirth } from './compare-birth.ts';
import { compareDigits } from './compare-digits.ts';

/** As `BirthMatch`; `newYear`: both know only the year, or have 1 January, which stands for an unknown day; `near`: one digit of the date differs. */
export type BirthDateMatch =
  | 'same'
  | 'newYear'
  | 'swapped'
  | 'partial'
  | 'near'
  | 'same-year'
  | 'different'
  | 'unknown';

const isNewYear = (day: string): boolean => day.endsWith('-01-01');

/**
 * Two FHIR dates of birth. The first of January against another day of the same year is a paper that knew only the year.
 *
 * @source none: 01/01 for an unknown day is the habit of many registers (own choice)
 */
export function compareBirthDates(a: string | undefined, b: string | undefined): BirthDateMatch {
  const match = compareBirth(a, b);
  if (a === undefined || b === undefined) return match;
  if (a === b && a.length < 10) return 'newYear';
  if (a.length < 10 || b.length < 10) return match;
  if (match === 'same') return isNewYear(a) ? 'newYear' : 'same';
  if (match === 'same-year' && (isNewYear(a) || isNewYear(b))) return 'partial';
  const isOneDigit =
    (match === 'same-year' || match === 'different') && compareDigits([plain(a)], [plain(b)]) === 'near';
  return isOneDigit ? 'near' : match;
}

const plain = (day: string): string => day.replaceAll('-', '');
