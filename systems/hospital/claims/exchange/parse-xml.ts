/** An element with its text (trimmed at the ends) and children; attributes are read over. */
export interface XmlElement {
  readonly name: string;
  text: string;
  readonly children: XmlElement[];
}

/** Why a document could not be read. */
export type XmlFault = 'doctype' | 'not-well-formed' | 'not-utf8' | 'too-deep';

const MAX_DEPTH = 32;
const NAME = /[A-Za-z_][\w.:-]*/y;
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Thrown and caught in this file only. */
class Unreadable extends Error {
  readonly fault: XmlFault;
  constructor(fault: XmlFault) {
    super(fault);
    this.fault = fault;
  }
}

function decodeReference(name: string): string {
  const known = entities[name];
  if (known !== undefined) return known;
  const numeric = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name);
  const code = numeric === null ? Number.NaN : Number.parseInt(numeric[1] ?? numeric[2] ?? '', numeric[1] ? 16 : 10);
  if (!(code === 9 || code === 10 || code === 13 || (code >= 32 && code <= 0x10ffff)))
    throw new Unreadable('not-well-formed');
  return String.fromCodePoint(code);
}

const decodeText = (raw: string): string =>
  raw.replace(/&([^;&\s]{0,12});|&/g, (_, name: string | undefined) => {
    if (name === undefined) throw new Unreadable('not-well-formed');
    return decodeReference(name);
  });

/** Reads one document from start to end; every mark moves forward, so time grows with length only. */
class Reader {
  readonly #source: string;
  #at = 0;
  readonly #open: XmlElement[] = [];
  #root: XmlElement | undefined;

  constructor(source: string) {
    this.#source = source;
  }

  #until(mark: string): string {
    const end = this.#source.indexOf(mark, this.#at);
    if (end < 0) throw new Unreadable('not-well-formed');
    const content = this.#source.slice(this.#at, end);
    this.#at = end + mark.length;
    return content;
  }

  #name(): string {
    NAME.lastIndex = this.#at;
    const [name] = NAME.exec(this.#source) ?? [];
    if (name === undefined) throw new Unreadable('not-well-formed');
    this.#at += name.length;
    return name;
  }

  #isNext(mark: string): boolean {
    if (!this.#source.startsWith(mark, this.#at)) return false;
    this.#at += mark.length;
    return true;
  }

  #addText(text: string): void {
    const current = this.#open.at(-1);
    if (current !== undefined) current.text += text;
    else if (text.trim() !== '') throw new Unreadable('not-well-formed');
  }

  #close(): void {
    const name = this.#name();
    if (this.#until('>').trim() !== '' || this.#open.pop()?.name !== name) throw new Unreadable('not-well-formed');
  }

  #start(): void {
    const element: XmlElement = { name: this.#name(), text: '', children: [] };
    const attributes = this.#until('>');
    const isEmpty = attributes.endsWith('/');
    if (!/^(?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*\/?$/.test(attributes))
      throw new Unreadable('not-well-formed');
    const parent = this.#open.at(-1);
    if (parent !== undefined) parent.children.push(element);
    else if (this.#root === undefined) this.#root = element;
    else throw new Unreadable('not-well-formed');
    if (!isEmpty) this.#open.push(element);
    if (this.#open.length > MAX_DEPTH) throw new Unreadable('too-deep');
  }

  #mark(): void {
    if (this.#isNext('!--')) this.#until('-->');
    else if (this.#isNext('![CDATA[')) this.#addText(this.#until(']]>'));
    else if (this.#isNext('?')) this.#until('?>');
    else if (this.#isNext('/')) this.#close();
    else this.#start();
  }

  read(): XmlElement {
    while (this.#at < this.#source.length) {
      const next = this.#source.indexOf('<', this.#at);
      this.#addText(decodeText(this.#source.slice(this.#at, next < 0 ? undefined : next)));
      if (next < 0) break;
      this.#at = next + 1;
      this.#mark();
    }
    if (this.#root === undefined || this.#open.length > 0) throw new Unreadable('not-well-formed');
    return this.#root;
  }
}

/**
 * Reads a small foreign XML document. Document type declarations and entities are refused before anything is parsed;
 * nothing outside the text is ever loaded.
 *
 * @param bytes  UTF-8, with or without a byte order mark; another declared encoding is a fault
 * @source Extensible Markup Language 1.0 (fifth edition), without DTD (from memory)
 */
export function parseXml(bytes: Uint8Array): XmlElement | XmlFault {
  let source: string;
  try {
    source = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return 'not-utf8';
  }
  if (/<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(source)) return 'doctype';
  const encoding = /^<\?xml[^?>]{0,200}encoding\s*=\s*["']([\w.-]+)["']/.exec(source)?.[1];
  if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') return 'not-utf8';
  try {
    return new Reader(source.trim()).read();
  } catch (fault) {
    if (fault instanceof Unreadable) return fault.fault;
    throw fault;
  }
}
