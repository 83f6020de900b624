import { SaxesParser, type SaxesTagNS } from 'saxes';
import { errors } from './errors.ts';
import type { XmlNode } from './xml-node.ts';

export const V3 = 'urn:hl7-org:v3';
const prefixes: Readonly<Record<string, string>> = {
  'urn:hl7-org:sdtc': 'sdtc',
  'http://www.w3.org/2001/XMLSchema-instance': 'xsi',
};

const MOST_BYTES = 20_000_000;
const MAX_DEPTH = 100;
const MAX_ELEMENTS = 300_000;
const MAX_ATTRIBUTES = 60;

/** in element content; inside a comment or CDATA nobody needs them either */
const DECLARATION = /<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i;
const ENCODING = /^\s*<\?xml[^?>]{0,200}encoding\s*=\s*["']([\w.-]+)["']/;

function textOf(bytes: Uint8Array): string {
  if (bytes.length > MOST_BYTES) throw errors.tooLarge();
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw errors.notUtf8();
  }
  if (DECLARATION.test(text)) throw errors.doctype();
  const encoding = ENCODING.exec(text)?.[1]?.toLowerCase();
  if (encoding !== undefined && encoding !== 'utf-8' && encoding !== 'us-ascii') throw errors.notUtf8();
  return text.trim();
}

interface OpenNode extends XmlNode {
  readonly children: (XmlNode | string)[];
}

const nameIn = (uri: string, prefix: string, local: string): string =>
  uri === V3 ? local : `${prefixes[uri] ?? (prefix === '' ? 'other' : prefix)}:${local}`;

/** What is read, and how its names are written. */
interface Reading {
  readonly nameOf: (uri: string, prefix: string, local: string) => string;
  readonly attributeOf: (uri: string, prefix: string, local: string) => string;
  /** the first element */
  readonly check: (tag: SaxesTagNS, node: XmlNode) => void;
}

function nodeOf(tag: SaxesTagNS, { nameOf, attributeOf }: Reading): OpenNode {
  const all = Object.values(tag.attributes);
  if (all.length > MAX_ATTRIBUTES) throw errors.tooDeep();
  const attributes = Object.fromEntries(
    all.map(({ uri, prefix, local, value }) => [attributeOf(uri, prefix, local), value]),
  );
  return { name: nameOf(tag.uri, tag.prefix, tag.local), attributes, children: [] };
}

function mustBeDocument({ name, local }: SaxesTagNS, node: XmlNode): void {
  if (node.name === 'ClinicalDocument') return;
  throw local === 'ClinicalDocument' ? errors.otherNamespace() : errors.fragment({ root: name.slice(0, 60) });
}

/** Builds the tree; the first element decides whether it is a clinical document at all. */
class TreeBuilder {
  root: OpenNode | undefined;
  private readonly open: OpenNode[] = [];
  private count = 0;
  private readonly reading: Reading;

  constructor(reading: Reading) {
    this.reading = reading;
  }

  start(tag: SaxesTagNS): void {
    const node = nodeOf(tag, this.reading);
    if (this.root === undefined) this.reading.check(tag, node);
    this.count += 1;
    if (this.count > MAX_ELEMENTS || this.open.length >= MAX_DEPTH) throw errors.tooDeep();
    this.root ??= node;
    this.open.at(-1)?.children.push(node);
    this.open.push(node);
  }

  end(): void {
    this.open.pop();
  }

  text(words: string): void {
    this.open.at(-1)?.children.push(words);
  }
}

const clinicalDocument: Reading = {
  nameOf: nameIn,
  attributeOf: (uri, prefix, local) => (uri === '' ? local : `${prefixes[uri] ?? prefix}:${local}`),
  check: mustBeDocument,
};

const anyDocument: Reading = {
  nameOf: (_uri, _prefix, local) => local,
  attributeOf: (_uri, _prefix, local) => local,
  check: () => undefined,
};

function treeOf(bytes: Uint8Array, reading: Reading): XmlNode {
  const text = textOf(bytes);
  const builder = new TreeBuilder(reading);
  const parser = new SaxesParser({
    xmlns: true,
    // many senders forget to declare them; what they mean is fixed
    additionalNamespaces: { xsi: 'http://www.w3.org/2001/XMLSchema-instance', sdtc: 'urn:hl7-org:sdtc' },
  });
  parser.on('error', () => {
    throw errors.notWellFormed({ detail: `line ${parser.line}` });
  });
  parser.on('opentag', (tag) => builder.start(tag));
  parser.on('closetag', () => builder.end());
  parser.on('text', (words) => builder.text(words));
  parser.on('cdata', (words) => builder.text(words));
  parser.write(text).close();
  if (builder.root === undefined) throw errors.notWellFormed();
  return builder.root;
}

/**
 * The bytes of a clinical document as a tree. Document types and entities are refused on the text, before the parser sees
 * it; nothing outside the text is ever loaded; a fragment is refused at its first element, the first fault ends the reading.
 *
 * @throws every refusal of this package but cda.incompleteHeader
 * @source HL7 CDA R2 (2005), XML 1.0 (fifth edition) without DTD (from memory)
 */
export const parseTree = (bytes: Uint8Array): XmlNode => treeOf(bytes, clinicalDocument);

/**
 * Any XML of a partner as a tree, as strictly as a clinical document: names and attributes without their prefixes.
 *
 * @throws cda.tooLarge, cda.notUtf8, cda.doctype, cda.notWellFormed, cda.tooDeep
 */
export const readXmlTree = (bytes: Uint8Array): XmlNode => treeOf(bytes, anyDocument);
