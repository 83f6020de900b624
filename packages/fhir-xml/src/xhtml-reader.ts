import type { SaxesTagNS } from 'saxes';
import { xmlErrors as errors } from './errors.ts';
import { escapeAttribute, escapeText } from './escape-xml.ts';
import { XHTML } from './namespaces.ts';

/**
 * The narrative of an XML document as the text that JSON holds. A div that carries its own namespace is taken as it is
 * written; one that borrows prefixes from outside is written anew.
 */
export class XhtmlReader {
  readonly #source: string;
  readonly #position: () => number;
  readonly #start: number;
  readonly #parts: string[] = [];
  readonly #names: string[] = [];
  #isPlain: boolean;

  constructor(source: string, position: () => number, tag: SaxesTagNS) {
    this.#source = source;
    this.#position = position;
    this.#start = source.lastIndexOf('<', position() - 1);
    this.#isPlain = tag.attributes.xmlns?.value === XHTML;
    this.open(tag);
  }

  get depth(): number {
    return this.#names.length;
  }

  open(tag: SaxesTagNS): void {
    if (tag.uri !== XHTML) throw errors.unknownElement({ name: tag.name.slice(0, 64) });
    if (tag.prefix !== '') this.#isPlain = false;
    const attributes = Object.values(tag.attributes).filter(
      ({ name, prefix }) => name !== 'xmlns' && prefix !== 'xmlns',
    );
    const written = attributes.map(({ name, value }) => ` ${name}="${escapeAttribute(value)}"`).join('');
    const namespace = this.#names.length === 0 ? ` xmlns="${XHTML}"` : '';
    this.#parts.push(`<${tag.local}${namespace}${written}${tag.isSelfClosing ? '/' : ''}>`);
    this.#names.push(tag.isSelfClosing ? '' : tag.local);
  }

  addText(words: string): void {
    this.#parts.push(escapeText(words));
  }

  /** @returns the whole text when the div itself ends */
  close(): string | undefined {
    const name = this.#names.pop();
    if (name) this.#parts.push(`</${name}>`);
    if (this.#names.length > 0) return undefined;
    return this.#isPlain ? this.#source.slice(this.#start, this.#position()) : this.#parts.join('');
  }
}
