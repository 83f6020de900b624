import { VN_ZONE } from '@lienmach/core';
import { fhirTime } from '@lienmach/exchange';

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/;
const WRITTEN = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;

const two = (digits = '00'): string => digits.padStart(2, '0');

const zoneOf = (zone = ''): string => (zone === 'Z' ? '+0000' : zone.replace(':', ''));

/** As HL7 writes it; what fits no pattern stays as it is and is refused there. */
function asHl7(text: string, isMonthFirst: boolean): string {
  const iso = ISO.exec(text);
  if (iso !== null) {
    const [, year, month, day, hour, minute, second, zone] = iso;
    const time = hour === undefined ? '' : `${hour}${minute}${two(second)}${zoneOf(zone)}`;
    return `${year}${month}${day}${time}`;
  }
  const written = WRITTEN.exec(text);
  if (written === null) return text;
  const [, first, second, year, hour, minute, seconds] = written;
  const [day, month] = isMonthFirst ? [second, first] : [first, second];
  return `${year}${two(month)}${two(day)}${hour === undefined ? '' : `${two(hour)}${minute}${two(seconds)}`}`;
}

/**
 * A time of a table as a FHIR dateTime: `02/03/2026 07:50`, `2026-03-02 07:50:00`, `20260302075000`. Without a zone it is
 * Viet Nam's.
 *
 * @param where  the column, for the refusal
 * @param order  `mdy` where the machine writes the month first; else the day stands first
 * @throws exchange.invalidTime
 */
export const tableTime = (text: string, where: string, order?: string): string | undefined =>
  fhirTime(asHl7(text.trim(), order === 'mdy'), where, VN_ZONE);
