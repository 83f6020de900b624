import { errors } from './errors.ts';

/**
 * Five-character code of a health facility: two digits of the province and three digits or letters;
 * `01 - 001` as cards print it becomes `01001`.
 *
 * @throws core.notAFacilityCode
 * @source QĐ 384/QĐ-BYT (2019), facility codes (secondary)
 */
export function parseFacilityCode(text: string, at?: string): string {
  const value = text.slice(0, 40).replace(/[\s-]/g, '').toUpperCase();
  if (text.length > 40 || !/^\d{2}[0-9A-Z]{3}$/.test(value)) {
    throw errors.notAFacilityCode(at === undefined ? {} : { at });
  }
  return value;
}
