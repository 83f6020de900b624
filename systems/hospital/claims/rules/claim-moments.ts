/** @source none: how the times of a claim are read and compared */
import { dayOfDigits } from './claim-values.ts';

const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const isCalendarDay = (digits: string): boolean => {
  const day = dayOfDigits(digits);
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
};

/** `yyyyMMdd` that exists. */
export const isDay = (text: string): boolean => /^\d{8}$/.test(text) && isCalendarDay(text);

/** `yyyyMMddHHmm` that exists. */
export const isMoment = (text: string): boolean => {
  if (!/^\d{12}$/.test(text) || !isCalendarDay(text.slice(0, 8))) return false;
  return text.slice(8, 10) <= '23' && text.slice(10, 12) <= '59';
};

const utc = (moment: string): number =>
  Date.parse(`${dayOfDigits(moment)}T${moment.slice(8, 10)}:${moment.slice(10, 12)}:00Z`);

/** Milliseconds between two moments; undefined when one of them is none. */
export const between = (from: string, to: string): number | undefined =>
  isMoment(from) && isMoment(to) ? utc(to) - utc(from) : undefined;

/** Whole days between the dates of two moments or days. */
export const daysBetweenDigits = (from: string, to: string): number | undefined =>
  isDay(from.slice(0, 8)) && isDay(to.slice(0, 8))
    ? (Date.parse(dayOfDigits(to)) - Date.parse(dayOfDigits(from))) / DAY
    : undefined;

/** Both there: the first is not later than the second. An empty value says nothing. */
export const inOrder = (first: string, second: string): boolean => first === '' || second === '' || first <= second;

/** Birth is known to the year, the day or the minute; compares what is known. */
export function isBornBy(birth: string, moment: string): boolean {
  const known = birth.slice(4, 8) === '0000' ? 4 : birth.slice(8) === '0000' ? 8 : 12;
  return inOrder(birth.slice(0, known), moment.slice(0, known));
}
