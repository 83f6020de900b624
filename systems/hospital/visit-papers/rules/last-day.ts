/**
 * The last of so many days of leave, the first one counted.
 *
 * @param from  `yyyy-MM-dd`
 * @source QĐ 3176/QĐ-BYT (29/10/2024), annex, table 11: days = last − first + 1 (secondary)
 */
export const lastDay = (from: string, days: number): string =>
  new Date(Date.parse(`${from}T00:00:00Z`) + (days - 1) * 86_400_000).toISOString().slice(0, 10);
