import { today } from './format-date.ts';

export interface Age {
  readonly value: number;
  readonly unit: 'day' | 'month' | 'year';
}

/**
 * Age as clinicians say it: under 28 days in days, under 72 months in months, then in years. A birth date of which only the
 * year is known gives years.
 *
 * @source web design of the house, section 4 "Patient banner": our own decision (verified)
 */
export function ageOf(birthDate: string | undefined, now = new Date()): Age | undefined {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(birthDate ?? '');
  if (found === null) return undefined;
  const [year = 0, month = 0, day = 0] = today(now).split('-').map(Number);
  const born = { year: Number(found[1]), month: Number(found[2] ?? 0), day: Number(found[3] ?? 0) };
  if (born.month === 0) return { value: year - born.year, unit: 'year' };
  const months = (year - born.year) * 12 + month - born.month - (day < born.day ? 1 : 0);
  if (months >= 72 || born.day === 0) return { value: Math.floor(months / 12), unit: 'year' };
  const days = Math.round(
    (Date.UTC(year, month - 1, day) - Date.UTC(born.year, born.month - 1, born.day)) / 86_400_000,
  );
  if (days < 28) return { value: days, unit: 'day' };
  return { value: Math.max(months, 0), unit: 'month' };
}
