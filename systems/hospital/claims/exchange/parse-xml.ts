import { SaxesParser } from 'saxes';

/** An element with its text (trimmed at the ends), children, and the values of its attributes when it has any. */
export interface XmlElement {
  readonly name: string;
  readonly attributes?: readonly string[];
  text: string;
  readonly children: XmlElement[];
}

/** Why a document could not be read. */
export type XmlFault = 'doctype' | 'not-well-formed' | 'not-utf8' | 'too-deep';

const MAX_DEPTH = 32;

/** Thrown and caught in this file only. */
class Unreadable extends Error {
  readonly fault: XmlFault;
  constructor(fault: XmlFault) {
    super(fault);
    this.fault = fault;
  }
}

/** The first fault stops the reading, so that a hostile document costs no more than its good part. */
function readDocument(source: string): XmlElement | undefined {
  const document: XmlElement = { name: '', text: '', children: [] };
  const open = [document];
  const parser = new SaxesParser();
  const addText = (text: string): void => {
    const current = open.at(-1);
    if (current !== undefined) current.text += text;
  };
  parser.on('error', () => {
    throw new Unreadable('not-well-formed');
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('opentag', ({ name, attributes }) => {
    const values = Object.values(attributes);
    const element: XmlElement = { name, text: '', children: [], ...(values.length > 0 ? { attributes: values } : {}) };
    open.at(-1)?.children.push(element);
    if (open.push(element) > MAX_DEPTH) throw new Unreadable('too-deep');
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(source).close();
  return document.children[0];
}

/**
 * Reads a small foreign XML document with saxes (decision 15). Document type declarations and entities are refused
 * before anything is parsed; nothing outside the text is ever loaded.
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
    return readDocument(source.trim()) ?? 'not-well-formed';
  } catch (fault) {
    if (fault instanceof Unreadable) return fault.fault;
    throw fault;
  }
}
