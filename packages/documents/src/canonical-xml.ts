import { DOMParser, type Document, type Element, onErrorStopParsing } from '@xmldom/xmldom';
import { ExclusiveCanonicalization } from 'xml-crypto';
import { errors } from './errors.ts';

/** Characters beyond this are refused before anything is parsed. */
export const MAX_XML_LENGTH = 2_000_000;

const DECLARATION = /^\uFEFF?<\?xml [^?<>]*\?>\s*/;

/**
 * Strict reading of XML that is signed or verified: nothing that could make two readers see two documents.
 * `<!` and `<?` cannot occur in canonical XML (in text and attributes `<` is written `&lt;`), so the plain text test
 * refuses DOCTYPE, entities, comments, CDATA and processing instructions before a parser sees them.
 *
 * @throws errors.tooLarge, errors.forbiddenMarkup, errors.notXml
 * @source Canonical XML 1.0 / Exclusive XML Canonicalization 1.0 (W3C), sections 1.1 and 2.3 (from memory)
 */
export function parseStrictXml(text: string, longest = MAX_XML_LENGTH): Document {
  if (text.length > longest) throw errors.tooLarge({ detail: text.length });
  if (text.includes('<!') || text.includes('<?')) throw errors.forbiddenMarkup();
  try {
    return new DOMParser({ onError: onErrorStopParsing }).parseFromString(text, 'text/xml');
  } catch (cause) {
    throw errors.notXml({ detail: cause instanceof Error ? cause.name : undefined });
  }
}

export function rootOf(document: Document): Element {
  if (document.documentElement === null) throw errors.notXml({ detail: 'no root element' });
  return document.documentElement;
}

/** The XML declaration is no part of canonical XML; UTF-8 is implied. */
export const withoutDeclaration = (text: string): string => text.replace(DECLARATION, '');

/** Exclusive canonical form (without comments) of an element. */
export function canonicalXml(element: Element): string {
  // xml-crypto is typed for the browser's DOM; it accepts every DOM that has nodeType, and says so in its own tests
  const node = element as unknown as globalThis.Element;
  try {
    return new ExclusiveCanonicalization().process(node, {}).toString();
  } catch (cause) {
    throw errors.notXml({ detail: cause instanceof Error ? cause.name : undefined });
  }
}
