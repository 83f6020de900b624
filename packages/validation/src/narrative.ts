const tags = new Set(
  (
    'a abbr acronym b big blockquote br caption cite code col colgroup dd dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i img ' +
    'li ol p pre q samp small span strong sub sup table tbody td tfoot th thead tr tt ul var'
  ).split(' '),
);
const attributes = new Set(
  (
    'abbr accesskey align alt axis bgcolor border cellhalign cellpadding cellspacing cellvalign char charoff charset ' +
    'cite class colspan compact coords dir frame headers height href hreflang hspace id lang longdesc name nowrap rel ' +
    'rev rowspan rules scope shape span src start style summary tabindex title type valign value vspace width ' +
    'xml:lang xml:space xml:id'
  ).split(' '),
);
const XHTML = 'http://www.w3.org/1999/xhtml';

const comment = /<!--(?:(?!--)[\s\S])*-->/y;
const closing = /<\/([a-z][a-z0-9]*)\s*>/y;
const opening = /<([a-z][a-z0-9]*)((?:\s+[a-zA-Z:]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const attribute = /([a-zA-Z:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const text = /[^<]+/y;
const badAmpersand = /&(?!(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)/;

/**
 * What is wrong with a narrative, if anything. Only the elements and attributes of the standard; no scripts, events,
 * forms; links only to the web, a telephone or inside the record; pictures only from inside (a picture from elsewhere
 * would tell that server who is read).
 *
 * @returns English words for the diagnostics, or undefined when the text is fine
 * @source FHIR R4 4.0.1, narrative.html, invariant txt-1 (verified); no outside pictures: our own rule. txt-2 (some text) is not
 * checked: an official example breaks it
 */
export function findNarrativeProblem(div: string): string | undefined {
  const reader: Reader = { div, at: 0, open: [], hasRoot: false };
  if (!/^\s*<div[\s>]/.test(div)) return 'must be one div element';
  while (reader.at < div.length) {
    const problem = readToken(reader);
    if (problem) return `${problem} at character ${reader.at}`;
  }
  if (reader.open.length > 0) return `${reader.open.at(-1)} is not closed`;
  return undefined;
}

interface Reader {
  readonly div: string;
  readonly open: string[];
  at: number;
  hasRoot: boolean;
}

function take(reader: Reader, token: RegExp): RegExpExecArray | undefined {
  token.lastIndex = reader.at;
  const found = token.exec(reader.div);
  if (found) reader.at = token.lastIndex;
  return found ?? undefined;
}

function readToken(reader: Reader): string | undefined {
  const words = take(reader, text)?.[0];
  if (words !== undefined) return readText(reader, words);
  const closed = take(reader, closing)?.[1];
  if (closed !== undefined) return reader.open.pop() === closed ? undefined : `unexpected end of ${closed}`;
  const opened = take(reader, opening);
  if (opened) return readTag(reader, opened[1] ?? '', opened[2] ?? '', opened[3] === '/');
  return take(reader, comment) ? undefined : 'markup that is not allowed';
}

function readText(reader: Reader, words: string): string | undefined {
  if (reader.open.length === 0 && words.trim() !== '') return 'text outside the div';
  return badAmpersand.test(words) ? 'unescaped ampersand' : undefined;
}

function readTag(reader: Reader, name: string, rest: string, isClosed: boolean): string | undefined {
  if (!tags.has(name)) return `element ${name}`;
  if (reader.open.length === 0 && reader.hasRoot) return 'a second root element';
  reader.hasRoot = true;
  if (!isClosed) reader.open.push(name);
  for (const [, key = '', double, single] of rest.matchAll(attribute)) {
    const problem = findAttributeProblem(name, key, double ?? single ?? '');
    if (problem) return problem;
  }
  return undefined;
}

function findAttributeProblem(tag: string, name: string, value: string): string | undefined {
  if (name === 'xmlns') return value === XHTML ? undefined : 'namespace';
  if (!attributes.has(name)) return `attribute ${name}`;
  if (badAmpersand.test(value)) return 'unescaped ampersand';
  const plain = decode(value);
  switch (name) {
    case 'href':
      return tag === 'a' && isSafeLink(plain) ? undefined : 'link';
    case 'src':
      return tag === 'img' && isInsidePicture(plain) ? undefined : 'picture from outside';
    case 'style':
      return /url\s*\(|expression|@import|\\/i.test(plain) ? 'style' : undefined;
    default:
      return undefined;
  }
}

const isSafeLink = (link: string): boolean =>
  (!link.includes(':') && !namedReference.test(link)) || /^(?:https?|mailto|tel|urn):/i.test(link);

const isInsidePicture = (source: string): boolean =>
  /^data:image\/(?:png|jpeg|gif);base64,/i.test(source) || !/:|^\/\/|^\\/.test(source);

/** What a browser sees when it looks for a scheme: character references resolved, white space and controls gone. */
const decode = (value: string): string =>
  value
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => codePoint(Number.parseInt(hex, 16)))
    .replace(/&#([0-9]+);/g, (_, digits: string) => codePoint(Number(digits)))
    .replace(/[^!-\uffff]/g, '');

/** `java&Tab;script&colon;` and the like: nobody writes them in good faith. */
const namedReference = /&(?!amp;)[a-z]+;/i;

const codePoint = (value: number): string => (value <= 0x10ffff ? String.fromCodePoint(value) : '');
