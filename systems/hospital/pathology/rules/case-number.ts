import type { CaseKind } from '../catalogs/pathology-services.ts';

/**
 * The series a case is numbered in: histology and cytology each count from 1 in every year.
 *
 * @param day  calendar date in Viet Nam
 * @returns `GPB26`, `TBH26`
 * @source none: practice of pathology departments, one register a year (from memory)
 */
export const seriesOf = (kind: CaseKind, day: string): string =>
  `${kind === 'cytology' ? 'TBH' : 'GPB'}${day.slice(2, 4)}`;

/** `GPB26-00012`. @source none: as `seriesOf`; five digits are our own choice */
export const caseNumber = (series: string, count: number): string => `${series}-${String(count).padStart(5, '0')}`;

/** The letter of a container, in the order they were scanned: A to Z. @source practice of grossing (from memory) */
export const containerLabel = (index: number): string => String.fromCharCode(65 + index);
