import { errors } from './errors.ts';

const TIME = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(?:(\d{2})(?:\.\d{1,4})?)?)?([+-]\d{4})?$/;

function zoneMinutes(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})$/.exec(zone) ?? [];
  const size = Number(hours) * 60 + Number(minutes);
  return sign === '-' ? -size : size;
}

/** An instant as HL7 v2 writes it: `20260302075500+0700`. @param zone  offset of the site, `+07:00`; default UTC */
export function hl7Time(at: Date, zone = '+00:00'): string {
  const local = new Date(at.getTime() + zoneMinutes(zone) * 60_000).toISOString();
  return `${local.slice(0, 19).replace(/[-T:]/g, '')}${zone.replace(':', '')}`;
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
 * An HL7 v2 time as a FHIR dateTime with zone.
 *
 * @param text  `YYYYMMDD[HHMM[SS[.S[S[S[S]]]]]][+/-ZZZZ]`; fractions of a second are dropped
 * @param where  field name for the refusal, e.g. `OBX-14`
 * @param siteZone  what a time without zone means at this site, `+07:00`
 * @returns undefined for an empty field; a day for a day
 * @throws exchange.invalidTime
 * @source HL7 v2.5.1 chapter 2A, TS and DTM (verified)
 */
export function fhirTime(text: string, where: string, siteZone: string): string | undefined {
  if (text.trim() === '' || text === '""') return undefined;
  const [whole, year = '', month = '', day = '', hour, minute = '00', second = '00', zone] =
    TIME.exec(text.trim()) ?? [];
  if (whole === undefined || !isRealDay(year, month, day)) throw errors.invalidTime({ at: where });
  if (hour === undefined) return `${year}-${month}-${day}`;
  if (!isRealTime(hour, minute, second)) throw errors.invalidTime({ at: where });
  const offset = zone === undefined ? siteZone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`;
}

/**
 * A day as a FHIR date: `1990`, `199005` and `19900509` stay as exact as they are; what follows the day is left out.
 *
 * @returns undefined for an empty field
 * @throws exchange.invalidTime
 * @source HL7 v2.5.1 chapter 2A, DTM: YYYY[MM[DD…]] (verified)
 */
export function fhirDate(text: string, where: string): string | undefined {
  const written = text.trim();
  if (written === '' || written === '""') return undefined;
  if (/^(?:1[89]|2[01])\d{2}$/.test(written)) return written;
  if (/^\d{6}$/.test(written)) {
    const [year, month] = [written.slice(0, 4), written.slice(4)];
    if (!isRealDay(year, month, '01')) throw errors.invalidTime({ at: where });
    return `${year}-${month}`;
  }
  return fhirTime(written, where, '+00:00')?.slice(0, 10);
}
