import { errors } from './errors.ts';

/**
 * Viet Nam has kept one time, UTC+7 without summer time, since 1975.
 *
 * @source QĐ 121/CP (08/08/1967) and QĐ 134/2002/QĐ-TTg, official time UTC+7 (from memory)
 */
export const VN_ZONE = '+07:00';
const OFFSET_MINUTES = 7 * 60;
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})?)?$/;

const two = (n: number): string => String(n).padStart(2, '0');

/** The wall clock of Viet Nam, read with the UTC getters. */
const wall = (instant: Date): Date => new Date(instant.getTime() + OFFSET_MINUTES * 60_000);

const isRealDay = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(2000, month, 0)).getUTCDate() + leap(year, month);

/** 2000 is a leap year: other years may have one February day less. */
const leap = (year: number, month: number): number =>
  month === 2 && !(year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) ? -1 : 0;

function offsetMinutes(zone: string | undefined): number {
  if (zone === undefined) return OFFSET_MINUTES;
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return zone.startsWith('-') ? -minutes : minutes;
}

/**
 * The instant of a FHIR dateTime; a bare date is midnight in Viet Nam, a missing offset is +07:00.
 *
 * @throws core.notAnInstant
 */
export function parseInstant(dateTime: string, at?: string): Date {
  const match = ISO.exec(dateTime);
  const refuse = () => errors.notAnInstant({ ...(at === undefined ? {} : { at }), value: dateTime.slice(0, 40) });
  if (match === null) throw refuse();
  const [, y, mo, d, h = '0', mi = '0', s = '0', fraction = '0', zone] = match;
  const [year, month, day, hour, minute, second] = [y, mo, d, h, mi, s].map(Number);
  if (!isRealDay(Number(year), Number(month), Number(day))) throw refuse();
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) throw refuse();
  const utc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const millis = Number(fraction.padEnd(3, '0').slice(0, 3));
  return new Date(utc - offsetMinutes(zone) * 60_000 + millis);
}

/** `2026-09-07T08:00:00+07:00`: how every time is written into the record. */
export const toVnIso = (instant: Date): string => `${wall(instant).toISOString().slice(0, 19)}+07:00`;

/** `yyyyMMddHHmm` in Viet Nam, the form of the claim tables and of HL7 v2. */
export const toVnMinute = (instant: Date): string => wall(instant).toISOString().slice(0, 16).replace(/[-T:]/g, '');

/** `yyyy-mm-dd` in Viet Nam. */
export const toVnDay = (instant: Date): string => wall(instant).toISOString().slice(0, 10);

/** `vnMinuteOf('2026-09-07T01:00:00Z')` is `202609070800`. @throws core.notAnInstant */
export const vnMinuteOf = (dateTime: string, at?: string): string => toVnMinute(parseInstant(dateTime, at));

/** `vnDayOf('2026-09-06T18:00:00Z')` is `2026-09-07`. @throws core.notAnInstant */
export const vnDayOf = (dateTime: string, at?: string): string => toVnDay(parseInstant(dateTime, at));

/** From `yyyyMMddHHmm` to `…+07:00`. @throws core.notAnInstant */
export function fromVnMinute(minute: string, at?: string): string {
  const m = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(minute);
  if (m === null) throw errors.notAnInstant({ ...(at === undefined ? {} : { at }), value: minute.slice(0, 40) });
  return toVnIso(parseInstant(`${m[1]}-${m[2]}-${m[3]}T${m[4]}:${m[5]}:00`, at));
}

/** For people: `08:00 07/09/2026`. */
export function formatVnTime(instant: Date): string {
  const [y, m, d] = toVnDay(instant).split('-');
  return `${wall(instant).toISOString().slice(11, 16)} ${d}/${m}/${y}`;
}

/** For people: `07/09/2026`, `09/2026` or `2026`. */
export const formatVnDate = (date: string): string => date.split('-').reverse().join('/');

/**
 * A calendar date as people, cards and files write it: `05/09/1990`, `5-9-1990`, `05091990`, `1990-09-05`, `09/1990`, `1990`.
 *
 * @returns a FHIR date: `yyyy-mm-dd`, `yyyy-mm` or `yyyy`
 * @throws core.notADate when the day does not exist or the year lies outside 1850-2199
 * @source QĐ 3176/QĐ-BYT (29/10/2024), NGAY_SINH: unknown day and month are allowed (secondary)
 */
export function parseVnDate(text: string, at?: string): string {
  const parts = datePartsOf(text.trim());
  const refuse = () => errors.notADate({ ...(at === undefined ? {} : { at }), value: text.slice(0, 40) });
  if (parts === undefined) throw refuse();
  const { year, month, day } = parts;
  if (year < 1850 || year > 2199) throw refuse();
  if (month === undefined) return String(year);
  if (!isRealDay(year, month, day ?? 1)) throw refuse();
  return day === undefined ? `${year}-${two(month)}` : `${year}-${two(month)}-${two(day)}`;
}

interface DateParts {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
}

const dateForms: readonly (readonly [RegExp, (m: readonly string[]) => DateParts])[] = [
  [/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/, (m) => ({ day: Number(m[1]), month: Number(m[2]), year: Number(m[3]) })],
  [/^(\d{2})(\d{2})(\d{4})$/, (m) => ({ day: Number(m[1]), month: Number(m[2]), year: Number(m[3]) })],
  [/^(\d{4})-(\d{2})-(\d{2})$/, (m) => ({ year: Number(m[1]), month: Number(m[2]), day: Number(m[3]) })],
  [/^(\d{1,2})[/.-](\d{4})$/, (m) => ({ month: Number(m[1]), year: Number(m[2]) })],
  [/^(\d{4})-(\d{2})$/, (m) => ({ year: Number(m[1]), month: Number(m[2]) })],
  [/^(\d{4})$/, (m) => ({ year: Number(m[1]) })],
];

function datePartsOf(text: string): DateParts | undefined {
  for (const [form, read] of dateForms) {
    const match = form.exec(text);
    if (match !== null) return read(match);
  }
  return undefined;
}

/** `addDays('2026-02-28', 1)` is `2026-03-01`. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Whole days from one calendar date to another; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/**
 * Completed years on a day. With only a year or month of birth the person counts as born on the last possible day,
 * so that nobody becomes an adult too early.
 *
 * @source Bộ luật Dân sự 91/2015/QH13, art. 148 on counting time; the reading of partial dates is our own choice (unsure)
 */
export function ageOn(birthDate: string, day: string): number {
  const [year = '0', month = '12', date = '31'] = birthDate.split('-');
  const years = Number(day.slice(0, 4)) - Number(year);
  return day.slice(5) >= `${month}-${date}` ? years : years - 1;
}

/**
 * NGAY_SINH of the claim tables: twelve digits, zeros where unknown.
 *
 * @param birthTime  FHIR dateTime of birth when known (newborns)
 * @source QĐ 3176/QĐ-BYT (29/10/2024), NGAY_SINH (secondary)
 */
export function birthStamp(birthDate: string, birthTime?: string): string {
  const [year = '0000', month = '00', day] = birthDate.split('-');
  const clock = birthTime === undefined ? '0000' : vnMinuteOf(birthTime).slice(8);
  // a month without its day is told as unknown: the tables know only zeros for both
  return `${year}${day === undefined ? '0000' : `${month}${day}`}${clock}`;
}
