/** A value that holds from a calendar day on, until the next entry. */
export interface Dated<T> {
  /** first day, `yyyy-MM-dd` */
  readonly from: string;
  readonly value: T;
}

/**
 * The entry in force on a day. Entries stand in rising order of `from`.
 *
 * @param day  calendar day `yyyy-MM-dd`; a longer local time is cut to its day
 * @returns undefined before the first entry
 */
export function valueOn<T>(entries: readonly Dated<T>[], day: string): T | undefined {
  const date = day.slice(0, 10);
  return entries.findLast((entry) => entry.from <= date)?.value;
}
