import { today } from './format-date.ts';

export type ParsedDate =
  | { readonly ok: true /** FHIR date: `yyyy`, `yyyy-MM` or `yyyy-MM-dd` */; readonly value: string }
  | { readonly ok: false; readonly reason: 'impossible' | 'unreadable' };

const two = (number: number): string => String(number).padStart(2, '0');
const unreadable: ParsedDate = { ok: false, reason: 'unreadable' };
const impossible: ParsedDate = { ok: false, reason: 'impossible' };

function ofParts(year: number, month: number, day: number): ParsedDate {
  const made = new Date(Date.UTC(2000, month - 1, day));
  made.setUTCFullYear(year, month - 1, day);
  const isReal = made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === day;
  return isReal && year >= 1850 && year <= 2199 ? { ok: true, value: `${year}-${two(month)}-${two(day)}` } : impossible;
}

/** A two-digit year is the latest one that is not more than ten years ahead. */
const fullYear = (short: number, thisYear: number): number => {
  const year = Math.floor(thisYear / 100) * 100 + short;
  return year > thisYear + 10 ? year - 100 : year;
};

function shift(from: string, days: number, months: number): ParsedDate {
  const date = new Date(`${from}T00:00:00Z`);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last) + days);
  return ofParts(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

function ofDigits(digits: string, thisYear: number): ParsedDate {
  const at = (from: number, length: number): number => Number(digits.slice(from, from + length));
  if (digits.length === 8) return ofParts(at(4, 4), at(2, 2), at(0, 2));
  if (digits.length === 6) return ofParts(fullYear(at(4, 2), thisYear), at(2, 2), at(0, 2));
  if (digits.length !== 4) return unreadable;
  const year = Number(digits);
  if (year >= 1850 && year <= thisYear + 1) return { ok: true, value: digits };
  return ofParts(thisYear, at(2, 2), at(0, 2));
}

/**
 * What people type into a date field, as a FHIR date: `ddmmyyyy`, `ddmmyy`, `ddmm` (this year), `yyyy` (only the year is
 * known), `d/m/yyyy`, `m/yyyy`, `h` (today), `+7` and `-3` (days from today), `3th` and `15ng` (an age in months or days).
 *
 * @source web design of the house, section 4 "Date field": our own decision (verified)
 */
export function parseDate(text: string, now = new Date()): ParsedDate {
  const typed = text.trim().toLowerCase();
  const day = today(now);
  const thisYear = Number(day.slice(0, 4));
  if (typed === 'h') return { ok: true, value: day };
  const ahead = /^([+-])(\d{1,4})$/.exec(typed);
  if (ahead) return shift(day, Number(`${ahead[1]}${ahead[2]}`), 0);
  const age = /^(\d{1,4})\s*(th|ng)$/.exec(typed);
  if (age) return age[2] === 'ng' ? shift(day, -Number(age[1]), 0) : shift(day, 0, -Number(age[1]));
  const parts = typed.split(/[/.\-\s]+/);
  if (parts.some((part) => !/^\d+$/.test(part))) return unreadable;
  if (parts.length === 1) return ofDigits(typed, thisYear);
  const [first = 0, second = 0, third = 0] = parts.map(Number);
  if (parts.length === 2 && parts[1]?.length === 4) {
    const month = ofParts(second, first, 1);
    return month.ok ? { ok: true, value: month.value.slice(0, 7) } : month;
  }
  if (parts.length === 2) return ofParts(thisYear, second, first);
  if (parts.length !== 3) return unreadable;
  if (parts[0]?.length === 4) return ofParts(first, second, third);
  return ofParts(parts[2]?.length === 2 ? fullYear(third, thisYear) : third, second, first);
}

/** `0831`, `8:31`, `8h31`, `8h` → `08:31`; undefined: not a time */
export function parseTime(text: string): string | undefined {
  const found = /^(\d{1,2})\s*[:h]?\s*(\d{2})?$/.exec(text.trim().toLowerCase());
  if (found === null) return undefined;
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)];
  return hour < 24 && minute < 60 ? `${two(hour)}:${two(minute)}` : undefined;
}
