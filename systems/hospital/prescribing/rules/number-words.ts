const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'];

/**
 * A whole number from 0 to 999 in Vietnamese words, the way it is read: mốt, lăm, linh.
 *
 * @source Vietnamese number words, northern reading `linh` (from memory)
 */
export function numberWords(value: number): string {
  const hundreds = Math.floor(value / 100);
  const tens = Math.floor((value % 100) / 10);
  const ones = value % 10;
  const words: string[] = [];
  if (hundreds > 0) words.push(`${digits[hundreds]} trăm`);
  if (tens === 0 && hundreds > 0 && ones > 0) words.push('linh');
  if (tens === 1) words.push('mười');
  if (tens > 1) words.push(`${digits[tens]} mươi`);
  if (ones > 0) words.push(oneWord(ones, tens));
  return words.length === 0 ? 'không' : words.join(' ');
}

function oneWord(ones: number, tens: number): string {
  if (ones === 1 && tens > 1) return 'mốt';
  if (ones === 5 && tens > 0) return 'lăm';
  return digits[ones] ?? '';
}

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
