/** Splits at every unescaped separator and leaves the escapes alone: `a\,b,c` at `,` gives `a\,b` and `c`. */
export function splitEscaped(text: string, separator: ',' | '$' | '|', limit = Number.POSITIVE_INFINITY): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length && parts.length < limit - 1; at += 1) {
    if (text[at] === '\\') {
      at += 1;
    } else if (text[at] === separator) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

/**
 * What the searcher meant: `\,` `\$` `\|` `\\` lose their backslash; any other backslash stands for itself.
 *
 * @source FHIR R4 4.0.1, search.html#escaping (verified)
 */
export const unescapeValue = (text: string): string => text.replace(/\\([\\,$|])/g, '$1');
