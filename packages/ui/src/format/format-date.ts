/** FHIR dates and instants as Vietnamese write them; clinical time is the time of Viet Nam, wherever the browser stands. */
const ZONE = 'Asia/Ho_Chi_Minh';

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

interface LocalTime {
  readonly date: string;
  readonly time: string;
}

export function localTimeOf(instant: Date): LocalTime {
  const part = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, value]));
  return { date: `${part.year}-${part.month}-${part.day}`, time: `${part.hour}:${part.minute}` };
}

const isInstant = (text: string): boolean => text.includes('T');

/** `2026-11-20` → `20/11/2026`; `1958-03` → `03/1958`; `1958` stays; an instant gives its day in Viet Nam. */
export function formatDate(text: string | undefined): string {
  if (text === undefined || text === '') return '';
  const date = isInstant(text) ? localTimeOf(new Date(text)).date : text;
  return date.split('-').toReversed().join('/');
}

/** `08:31` */
export const formatTime = (text: string | undefined): string =>
  text === undefined || !isInstant(text) ? '' : localTimeOf(new Date(text)).time;

/** `20/11/2026 08:31` */
export const formatDateTime = (text: string | undefined): string => `${formatDate(text)} ${formatTime(text)}`.trim();

/** today in Viet Nam, `yyyy-MM-dd` */
export const today = (now = new Date()): string => localTimeOf(now).date;

/** now as FHIR wants it, with the offset of Viet Nam */
export const fhirNow = (now = new Date()): string =>
  `${new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`;
