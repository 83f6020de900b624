const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'];

function oneWord(ones: number, tens: number): string {
  if (ones === 1 && tens > 1) return 'mốt';
  if (ones === 5 && tens > 0) return 'lăm';
  return digits[ones] ?? '';
}

/** Three digits; inside a longer number the hundreds are read even when they are zero. */
function threeDigits(value: number, isInside: boolean): string[] {
  const hundreds = Math.floor(value / 100);
  const tens = Math.floor((value % 100) / 10);
  const ones = value % 10;
  const words: string[] = [];
  if (hundreds > 0 || isInside) words.push(`${digits[hundreds]} trăm`);
  if (tens === 0 && words.length > 0 && ones > 0) words.push('linh');
  if (tens === 1) words.push('mười');
  if (tens > 1) words.push(`${digits[tens]} mươi`);
  if (ones > 0) words.push(oneWord(ones, tens));
  return words;
}

const steps = ['', 'nghìn', 'triệu'];

/** Below one thousand million: groups of three digits, the empty ones left out. */
function nineDigits(value: number, isInside: boolean): string[] {
  const words: string[] = [];
  for (const [index, step] of [...steps.entries()].reverse()) {
    const group = Math.floor(value / 1000 ** index) % 1000;
    if (group === 0) continue;
    words.push(...threeDigits(group, isInside || words.length > 0), ...(step === '' ? [] : [step]));
  }
  return words;
}

const MILLIARD = 1_000_000_000;

/**
 * A whole number in Vietnamese words, the way it is read: mốt, lăm, linh, tỷ.
 *
 * @param value  0 or more, a safe integer
 * @source Vietnamese number words, northern reading `linh`, `nghìn` (from memory)
 */
export function numberWords(value: number): string {
  const milliards = Math.floor(value / MILLIARD);
  const words = milliards === 0 ? [] : [numberWords(milliards), 'tỷ'];
  words.push(...nineDigits(value % MILLIARD, milliards > 0));
  return words.length === 0 ? 'không' : words.join(' ');
}

/**
 * Whole đồng as papers say it under the figures: *Một trăm mười tám nghìn đồng*.
 *
 * @param dong  whole đồng; below zero it begins with *Âm*
 * @source accounting vouchers write amounts also in words, Luật Kế toán 88/2015/QH13, art. 16 (from memory)
 */
export function dongWords(dong: number): string {
  const words = `${dong < 0 ? 'âm ' : ''}${numberWords(Math.abs(dong))} đồng`;
  return words.slice(0, 1).toLocaleUpperCase('vi') + words.slice(1);
}
