/** The moments a date may mean: both ends belong to it, in milliseconds, as ISO instants in UTC. */
export interface DateRange {
  readonly low: string;
  readonly high: string;
}

const shape = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/**
 * A date or time as far as it was written: `2026-03` is the whole of March, `2026-03-02T08:30` a whole minute.
 *
 * @param text  FHIR date, dateTime or instant; minutes without seconds are allowed as in a search
 * @param zone  what a text without zone means, e.g. `+07:00`
 * @returns undefined when it is not a date of the calendar
 * @source FHIR R4 4.0.1, search.html#date (verified)
 */
export function dateRange(text: string, zone: string): DateRange | undefined {
  const found = shape.exec(text);
  if (!found) return undefined;
  const [, year = '', month, day, hour, minute, second, fraction, written] = found;
  const low = instant(
    [year, month ?? '01', day ?? '01'],
    [hour ?? '00', minute ?? '00', second ?? '00'],
    fraction,
    written ?? zone,
  );
  if (low === undefined) return undefined;
  return { low: iso(low), high: iso(low + length(found) - 1) };
}

function instant(date: readonly string[], time: readonly string[], fraction: string | undefined, zone: string) {
  const day = date.join('-');
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // Date.parse lets 31 February roll over into March
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(day)) return undefined;
  const moment = Date.parse(`${day}T${time.join(':')}.${(fraction ?? '').slice(0, 3).padEnd(3, '0')}${zone}`);
  return Number.isNaN(moment) || time[0] === '24' ? undefined : moment;
}

function length([, year = '', month, day, hour, , second, fraction]: readonly (string | undefined)[]): number {
  const DAY = 86_400_000;
  if (month === undefined) return isLeap(Number(year)) ? 366 * DAY : 365 * DAY;
  if (day === undefined) return new Date(Date.UTC(2000 + (Number(year) % 400), Number(month), 0)).getUTCDate() * DAY;
  if (hour === undefined) return DAY;
  if (second === undefined) return 60_000;
  return 10 ** Math.max(0, 3 - (fraction ?? '').length);
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const EARLIEST = Date.parse('0001-01-01T00:00:00Z');
const LATEST = Date.parse('9999-12-31T23:59:59.999Z');

/** PostgreSQL reads years 0001 to 9999; a zone may push an edge just outside. */
function iso(milliseconds: number): string {
  if (milliseconds < EARLIEST) return '-infinity';
  if (milliseconds > LATEST) return 'infinity';
  return new Date(milliseconds).toISOString();
}
