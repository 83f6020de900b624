/** Characters XML 1.0 cannot carry, not even escaped. @source XML 1.0, production 2 Char (from memory) */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text or attribute value; what XML cannot say becomes the replacement character, so that nothing disappears silently. */
export const xmlText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(FORBIDDEN, '\uFFFD')
    .replace(/[&<>"]/g, (letter) => escapes[letter] ?? letter);

export type XmlAttributes = Readonly<Record<string, string | undefined>>;

/**
 * One element; attributes that are undefined are left out.
 *
 * @param content  text already escaped, or elements
 * @source XML 1.0, productions 39-41 and 10 (from memory)
 */
export function xmlElement(name: string, attributes: XmlAttributes, content: string | readonly string[] = ''): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${xmlText(value ?? '')}"`)
    .join('');
  return `<${name}${written}>${typeof content === 'string' ? content : content.join('')}</${name}>`;
}
