import { errors } from './errors.ts';

const ZONE = '+07:00';
const ZONE_MS = 7 * 3_600_000;
const TIME = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(?:(\d{2})(?:\.\d{1,4})?)?)?([+-]\d{4})?$/;

/** An instant as HL7 v2 writes it, in Vietnamese time with its zone: `20260302075500+0700`. */
export function hl7Time(at: Date): string {
  const local = new Date(at.getTime() + ZONE_MS).toISOString();
  return `${local.slice(0, 19).replace(/[-T:]/g, '')}+0700`;
}

/** The date alone, `20260302`, from a FHIR date; a year or month stays as short as it is. */
export const hl7Date = (date: string): string => date.slice(0, 10).replace(/-/g, '');

const isRealDay = (year: string, month: string, day: string): boolean => {
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
};

const isRealTime = (hour: string, minute: string, second: string): boolean =>
  Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;

/**
 * An HL7 v2 time as a FHIR dateTime with zone. Without a zone it is Vietnamese time: the country has one.
 *
 * @param text  `YYYYMMDD[HHMM[SS[.S[S[S[S]]]]]][+/-ZZZZ]`; fractions of a second are dropped
 * @returns undefined for an empty field; a day for a day
 * @throws exchange.invalidTime
 * @source HL7 v2.5.1 chapter 2A, TS and DTM (verified)
 */
export function fhirTime(text: string, at: string): string | undefined {
  if (text === '' || text === '""') return undefined;
  const [whole, year = '', month = '', day = '', hour, minute = '00', second = '00', zone] = TIME.exec(text) ?? [];
  if (whole === undefined || !isRealDay(year, month, day)) throw errors.invalidTime({ at });
  if (hour === undefined) return `${year}-${month}-${day}`;
  if (!isRealTime(hour, minute, second)) throw errors.invalidTime({ at });
  const offset = zone === undefined ? ZONE : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`;
}
