import { PathError } from './syntax.ts';

const DAY = 86_400_000;
const moment = /^\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}(?::\d{2}(?::\d{2}(?:\.\d+)?)?)?(?:Z|[+-]\d{2}:\d{2})?)?)?)?$/;
export const isDate = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}(-\d{2}(-\d{2})?)?$/.test(value);
export const isDateTime = (value: unknown): value is string =>
  typeof value === 'string' && value.includes('T') && moment.test(value);
export const isTime = (value: unknown): value is string =>
  typeof value === 'string' && /^T?\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(value);
export const isMoment = (value: unknown): value is string => isDate(value) || isDateTime(value);

/** Days and moments as milliseconds; a day begins where it is read, in Viet Nam, like every clinical day here. */
export function timeOf(text: string): number {
  if (!text.includes('T')) return Date.parse(`${text.padEnd(10, '-01').slice(0, 10)}T00:00:00+07:00`);
  const padded = /T\d{2}(?=$|Z|[+-])/.test(text) ? text.replace(/(T\d{2})/, '$1:00') : text;
  return Date.parse(/(?:Z|[+-]\d{2}:\d{2})$/.test(padded) ? padded : `${padded}+07:00`);
}

const monthsIn: Readonly<Record<string, number>> = { year: 12, a: 12, month: 1, mo: 1 };
const daysIn: Readonly<Record<string, number>> = {
  week: 7,
  wk: 7,
  day: 1,
  d: 1,
  hour: 1 / 24,
  h: 1 / 24,
  minute: 1 / 1440,
  min: 1 / 1440,
  second: 1 / 86_400,
  s: 1 / 86_400,
};
const unitOf = (unit: string): string => (unit.length > 3 ? unit.replace(/s$/, '') : unit);

/** the day that many months later; the 31st of a shorter month is its last day */
function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day] = date.split('-').map(Number);
  const total = year * 12 + (month - 1) + months;
  const made = `${String(Math.floor(total / 12)).padStart(4, '0')}-${String((total % 12) + 1).padStart(2, '0')}`;
  if (day === undefined) return made.slice(0, date.length);
  const last = new Date(Date.UTC(Math.floor(total / 12), (total % 12) + 1, 0)).getUTCDate();
  return `${made}-${String(Math.min(day, last)).padStart(2, '0')}`;
}

/** A day or moment and a calendar length: `@2026-01-31 + 1 month` is the last day of February. @throws PathError failed */
export function shiftMoment(text: string, amount: number, unit: string): string {
  const name = unitOf(unit);
  const months = monthsIn[name];
  const [date = '', time] = text.split('T');
  if (months !== undefined) return [addMonths(date, Math.trunc(amount) * months), time].filter(Boolean).join('T');
  const days = daysIn[name];
  if (days === undefined) throw new PathError('failed', `cannot add ${unit} to a date`);
  const whole = timeOf(text) + (time === undefined ? Math.trunc(amount * days) : amount * days) * DAY;
  const local = new Date(whole + 7 * 3_600_000).toISOString();
  return time === undefined ? local.slice(0, date.length) : `${local.slice(0, 19)}+07:00`;
}

/** How many whole units lie between; as `difference` of the FHIRPath draft 3. @throws PathError failed */
export function differenceOf(from: string, to: string, unit: string): number {
  const name = unitOf(unit);
  const months = monthsIn[name];
  if (months === undefined) {
    const days = daysIn[name];
    if (days === undefined) throw new PathError('failed', `no difference in ${unit}`);
    return Math.trunc((timeOf(to) - timeOf(from)) / (days * DAY));
  }
  const [a = '', b = ''] = [from, to].map((one) => one.slice(0, 10).padEnd(10, '-01'));
  const [y1 = 0, m1 = 1, d1 = 1] = a.split('-').map(Number);
  const [y2 = 0, m2 = 1, d2 = 1] = b.split('-').map(Number);
  const whole = (y2 - y1) * 12 + (m2 - m1) - (d2 < d1 ? 1 : 0);
  return Math.trunc(whole / months);
}
