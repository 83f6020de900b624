/** Crockford's letters: no I, L, O, U that are taken for others. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const TOKEN = 16;
const MARK = 8;

function letters(bytes: Uint8Array, count: number): string {
  let text = '';
  for (let index = 0; index < count; index += 1) text += LETTERS[(bytes[index] ?? 0) & 31];
  return text;
}

/** @param bytes  at least 16 random ones: 80 bits that nobody guesses and that say nothing @source none: our own code */
export const makeToken = (bytes: Uint8Array): string => letters(bytes, TOKEN);

const markOf = (token: string, seal: (text: string) => string): string =>
  letters(Buffer.from(seal(`to-in ${token}`), 'base64url'), MARK);

/** The code on the paper: the token and a mark that only this house can make. @source none: our own code */
export const paperCode = (token: string, seal: (text: string) => string): string => token + markOf(token, seal);

/**
 * The token in a code as somebody typed or scanned it; blanks, small letters and look-alikes are forgiven.
 *
 * @returns undefined when the house never gave out this code
 * @source Crockford base 32, decoding of I, L and O (from memory)
 */
export function tokenIn(code: string, seal: (text: string) => string): string | undefined {
  if (code.length > 60) return undefined;
  const clean = code.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replaceAll('O', '0');
  if (clean.length !== TOKEN + MARK) return undefined;
  const token = clean.slice(0, TOKEN);
  return markOf(token, seal) === clean.slice(TOKEN) ? token : undefined;
}
