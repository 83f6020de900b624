import { type ChildElement, childElements, resourceTypes } from '@lienmach/fhir-definitions';
import type { SaxesAttributeNS, SaxesTagNS } from 'saxes';
import { xmlErrors as errors } from './errors.ts';
import { FHIR, XHTML } from './namespaces.ts';
import { primitiveValue } from './primitive-value.ts';
import { XhtmlReader } from './xhtml-reader.ts';

const MOST_LEVELS = 64;
const MOST_ELEMENTS = 1_000_000;
const MOST_ATTRIBUTES = 50;

type Json = Record<string, unknown>;

/** One open element. */
interface Frame {
  readonly name: string;
  /** what it is in its parent; undefined: the root, or a resource inside its wrapper */
  readonly element: ChildElement | undefined;
  /** whose children it may have; undefined: a wrapper that takes one resource */
  readonly type: string | undefined;
  readonly object: Json;
  /** a primitive's own value */
  value?: unknown;
}

/** Builds the JSON object while a parser walks through the text. */
export class DocumentReader {
  readonly #source: string;
  readonly #position: () => number;
  readonly #frames: Frame[] = [];
  #xhtml: XhtmlReader | undefined;
  #elements = 0;
  #root: Json | undefined;

  /** @param position  how far the parser is in `source` */
  constructor(source: string, position: () => number) {
    this.#source = source;
    this.#position = position;
  }

  open(tag: SaxesTagNS): void {
    this.#elements += 1;
    const attributes = Object.values(tag.attributes);
    if (this.#elements > MOST_ELEMENTS) throw errors.tooMany({ limit: MOST_ELEMENTS });
    if (attributes.length > MOST_ATTRIBUTES) throw errors.tooMany({ limit: MOST_ATTRIBUTES });
    if (this.#frames.length + (this.#xhtml?.depth ?? 0) >= MOST_LEVELS) throw errors.tooDeep({ limit: MOST_LEVELS });
    const parent = this.#frames.at(-1);
    if (this.#xhtml !== undefined) this.#xhtml.open(tag);
    else if (parent?.type === undefined) this.#openResource(tag, attributes, parent);
    else this.#openElement(tag, attributes, parent.type);
  }

  #openElement(tag: SaxesTagNS, attributes: readonly SaxesAttributeNS[], type: string): void {
    const element = childElements(type).get(tag.local);
    const namespace = element?.type === 'xhtml' ? XHTML : FHIR;
    if (element === undefined || element.isAttribute || tag.uri !== namespace)
      throw errors.unknownElement({ name: tag.name.slice(0, 64), at: this.#path() });
    if (element.type === 'xhtml') this.#xhtml = new XhtmlReader(this.#source, this.#position, tag);
    else this.#frames.push(this.#frameOf(element, attributes));
  }

  #openResource(tag: SaxesTagNS, attributes: readonly SaxesAttributeNS[], wrapper: Frame | undefined): void {
    const type = tag.local;
    if (tag.uri !== FHIR || !resourceTypes().has(type)) throw errors.notFhir({ at: this.#path() });
    if (wrapper === undefined && this.#root !== undefined) throw errors.notFhir();
    if (wrapper?.value !== undefined) throw errors.repeated({ name: type, at: this.#path() });
    for (const one of attributes) if (!isNamespace(one)) throw this.#unknownAttribute(one);
    const object: Json = { resourceType: type };
    if (wrapper) wrapper.value = object;
    else this.#root = object;
    this.#frames.push({ name: type, element: undefined, type, object });
  }

  #frameOf(element: ChildElement, attributes: readonly SaxesAttributeNS[]): Frame {
    const { name, kind } = element;
    const type = kind === 'primitive' ? 'Element' : kind === 'complex' ? element.type : undefined;
    const frame: Frame = { name, element, type, object: {} };
    const known = type === undefined ? undefined : childElements(type);
    for (const one of attributes) {
      if (isNamespace(one)) continue;
      if (one.uri === '' && kind === 'primitive' && one.local === 'value')
        frame.value = primitiveValue(element.type, one.value);
      else if (one.uri === '' && known?.get(one.local)?.isAttribute) frame.object[one.local] = one.value;
      else throw this.#unknownAttribute(one);
    }
    return frame;
  }

  #unknownAttribute = ({ name }: SaxesAttributeNS) =>
    errors.unknownAttribute({ name: name.slice(0, 64), at: this.#path() });

  addText(words: string): void {
    if (this.#xhtml !== undefined) this.#xhtml.addText(words);
    else if (words.trim() !== '') throw errors.unexpectedText({ at: this.#path() });
  }

  close(): void {
    if (this.#xhtml !== undefined) {
      const div = this.#xhtml.close();
      if (div === undefined) return;
      this.#xhtml = undefined;
      const narrative = this.#frames.at(-1);
      if (narrative?.object.div !== undefined) throw errors.repeated({ name: 'div', at: this.#path() });
      if (narrative) narrative.object.div = div;
      return;
    }
    const frame = this.#frames.pop();
    const parent = this.#frames.at(-1);
    if (frame) finish(frame.object);
    if (frame?.element && parent) this.#give(frame, frame.element, parent.object);
  }

  #give({ object, value, name }: Frame, { kind, isMany }: ChildElement, into: Json): void {
    const content = Object.keys(object).length > 0 ? object : undefined;
    const own = kind === 'complex' ? content : value;
    const sibling = kind === 'primitive' ? content : undefined;
    if (own === undefined && sibling === undefined) throw errors.empty({ name, at: this.#path() });
    if (isMany) {
      listIn(into, name).push(own ?? null);
      if (kind === 'primitive') listIn(into, `_${name}`).push(sibling ?? null);
      return;
    }
    if (into[name] !== undefined || into[`_${name}`] !== undefined) throw errors.repeated({ name, at: this.#path() });
    if (own !== undefined) into[name] = own;
    if (sibling !== undefined) into[`_${name}`] = sibling;
  }

  #path(): string {
    return this.#frames.map(({ name }) => name).join('.');
  }

  result(): Json {
    if (this.#root === undefined) throw errors.notFhir();
    return this.#root;
  }
}

function listIn(object: Json, name: string): unknown[] {
  const before = object[name];
  if (Array.isArray(before)) return before;
  const list: unknown[] = [];
  object[name] = list;
  return list;
}

/** Lists side by side of which one says nothing at all. */
function finish(object: Json): void {
  for (const [name, value] of Object.entries(object))
    if (Array.isArray(value) && value.every((one) => one === null)) delete object[name];
}

/** Declarations of namespaces, and where a schema lies: about the text, not about the content. */
const isNamespace = ({ uri, prefix, name }: SaxesAttributeNS): boolean =>
  name === 'xmlns' || prefix === 'xmlns' || uri === 'http://www.w3.org/2001/XMLSchema-instance';
