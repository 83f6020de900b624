/** Splits a search value where the sign stands unescaped; escapes stay in the parts. */
export function splitValue(text: string, sign: ',' | '|' | '$'): string[] {
  const parts = [''];
  for (let at = 0; at < text.length; at += 1) {
    const one = text.charAt(at);
    if (one === '\\') {
      parts[parts.length - 1] += one + text.charAt(at + 1);
      at += 1;
    } else if (one === sign) parts.push('');
    else parts[parts.length - 1] += one;
  }
  return parts;
}

/** `\,` `\|` `\$` `\\` as they are meant. */
export const meant = (text: string): string => text.replace(/\\([,|$\\])/g, '$1');

/** The opposite: a value as a search has to write it. */
export const escaped = (text: string): string => text.replace(/[,|$\\]/g, '\\$&');
