const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;

const digit = (value: number): string => digits[value] ?? '';

/** the last figure after `mươi` has words of its own: 21 mốt, 24 tư, 25 lăm */
function unitAfterTens(unit: number): string[] {
  if (unit === 0) return [];
  return [{ 1: 'mốt', 4: 'tư', 5: 'lăm' }[unit] ?? digit(unit)];
}

function below100(value: number, hasHundreds: boolean): string[] {
  const [tens, unit] = [Math.floor(value / 10), value % 10];
  if (tens > 1) return [digit(tens), 'mươi', ...unitAfterTens(unit)];
  if (tens === 1) return ['mười', ...(unit === 0 ? [] : [unit === 5 ? 'lăm' : digit(unit)])];
  if (unit === 0) return hasHundreds ? [] : [digit(0)];
  return hasHundreds ? ['linh', digit(unit)] : [digit(unit)];
}

function below1000(value: number, hasThousands: boolean): string[] {
  const hundreds = Math.floor(value / 100);
  if (hundreds === 0 && !hasThousands) return below100(value, false);
  return [digit(hundreds), 'trăm', ...below100(value % 100, true)];
}

/**
 * A whole number as it is read out in the north, one word per syllable: 15 `mười lăm`, 21 `hai mươi mốt`, 105 `một trăm linh năm`.
 *
 * @param value  0 to 9999
 * @source none: reading of numbers as schools teach it (from memory); `lẻ` and `ngàn` of the south are not used
 */
export function numberWords(value: number): string[] {
  const thousands = Math.floor(value / 1000);
  if (thousands === 0) return below1000(value, false);
  const rest = value % 1000;
  return [digit(thousands), 'nghìn', ...(rest === 0 ? [] : below1000(rest, true))];
}

/**
 * A number figure by figure, as it stands on the slip: 012 `không một hai`.
 *
 * @source none: our own choice, for halls where people listen for figures
 */
export const figureWords = (value: number, width = 3): string[] =>
  [...String(value).padStart(width, '0')].map((figure) => digit(Number(figure)));
