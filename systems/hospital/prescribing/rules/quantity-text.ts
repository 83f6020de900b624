import { numberWords } from '@lienmach/core';

/**
 * A quantity as a prescription writes it: below ten with a leading zero; narcotics also in words.
 *
 * @param units  whole units
 * @source TT 26/2025/TT-BYT, art. 6 (6) and (7) (secondary)
 */
export function quantityText(units: number, unit: string, isNarcotic: boolean): string {
  const written = units < 10 ? `0${units}` : String(units);
  const words = isNarcotic && units < 1000 ? ` (${numberWords(units)})` : '';
  return `${written}${words} ${unit.toLocaleLowerCase('vi')}`;
}
