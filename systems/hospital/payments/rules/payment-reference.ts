const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * Check character over digits and letters: one wrong character or two swapped neighbours are noticed.
 *
 * @source ISO/IEC 7064, MOD 37,36 (from memory)
 */
function checkCharacter(text: string): string {
  let product = 36;
  for (const character of text) {
    const sum = (product + ALPHABET.indexOf(character)) % 36 || 36;
    product = (sum * 2) % 37;
  }
  return ALPHABET[(37 - product) % 36] ?? '';
}

/**
 * A payment reference: `LM`, day, five characters of chance, check character; 14 characters that survive bank memos.
 *
 * @param day    `yyyy-MM-dd`
 * @param bytes  five bytes of chance
 * @source own choice; length and alphabet by what banks keep of a memo (unsure)
 */
export function makePaymentReference(day: string, bytes: Uint8Array): string {
  const chance = [...bytes.subarray(0, 5)].map((byte) => ALPHABET[byte % 36]).join('');
  const body = `LM${day.slice(2).replaceAll('-', '')}${chance}`;
  return body + checkCharacter(body);
}

/** @source ISO/IEC 7064, MOD 37,36 (from memory) */
export const isPaymentReference = (text: string): boolean =>
  /^LM\d{6}[0-9A-Z]{6}$/.test(text) && checkCharacter(text.slice(0, -1)) === text.slice(-1);

/**
 * The reference in a bank memo, whatever the bank did to it: prefixes, lower case, spaces in between.
 *
 * @returns undefined when none is found or its check character is wrong
 * @source own choice (unsure)
 */
export function findPaymentReference(memo: string): string | undefined {
  const packed = memo
    .slice(0, 1000)
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
  for (const { index } of packed.matchAll(/LM(?=\d{6})/g)) {
    const candidate = packed.slice(index, index + 14);
    if (isPaymentReference(candidate)) return candidate;
  }
  return undefined;
}

/** `PT` phiếu thu, `TU` phiếu tạm ứng, `HT` phiếu hoàn tiền. */
export type ReceiptPrefix = 'PT' | 'TU' | 'HT';

/**
 * Number of a receipt: `PT`, day, five characters of chance, check character.
 *
 * @source NĐ 254/2026/NĐ-CP Điều 9 asks for a stored receipt; its number is our own choice (unsure)
 */
export const makeReceiptNumber = (day: string, bytes: Uint8Array, prefix: ReceiptPrefix = 'PT'): string => {
  const reference = makePaymentReference(day, bytes);
  const body = `${prefix}${reference.slice(2, -1)}`;
  return body + checkCharacter(body);
};
