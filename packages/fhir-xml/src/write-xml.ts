import { type ChildElement, childElements, findStructure } from '@lienmach/fhir-definitions';
import { numberText } from '@lienmach/fhir-store';
import { escapeAttribute } from './escape-xml.ts';
import { FHIR } from './namespaces.ts';
import { narrativeToXml } from './narrative.ts';

type Json = Readonly<Record<string, unknown>>;

interface Writer {
  readonly parts: string[];
  readonly isPretty: boolean;
  level: number;
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/**
 * A resource as XML, its elements in the order of the standard, numbers as they are written.
 *
 * @param resource  R4, checked before; properties that R4 does not have are not written
 * @source FHIR R4 4.0.1, xml.html (verified)
 */
export function writeXml(resource: object, { isPretty = false }: { isPretty?: boolean } = {}): string {
  const writer: Writer = { parts: ['<?xml version="1.0" encoding="UTF-8"?>'], isPretty, level: 0 };
  writeResource(writer, resource as Json, ` xmlns="${FHIR}"`);
  return writer.parts.join('');
}

function writeResource(writer: Writer, resource: Json, namespace = ''): void {
  const type = String(resource.resourceType);
  if (findStructure(type) === undefined) return;
  writeObject(writer, { name: type, type, attributes: namespace }, resource);
}

interface Tag {
  readonly name: string;
  readonly type: string;
  readonly attributes: string;
}

function writeObject(writer: Writer, { name, type, attributes }: Tag, value: Json): void {
  const children = childElements(type);
  let own = attributes;
  for (const child of children.values())
    if (child.isAttribute && value[child.name] !== undefined) own += attribute(child.name, value[child.name]);
  const start = writer.parts.length;
  open(writer, name, own);
  for (const child of children.values()) if (!child.isAttribute) writeElement(writer, child, value);
  close(writer, name, start);
}

function writeElement(writer: Writer, child: ChildElement, parent: Json): void {
  if (child.kind === 'primitive') writePrimitives(writer, child, parent);
  else for (const value of listOf(parent[child.name])) if (isObject(value)) writeComplex(writer, child, value);
}

function writeComplex(writer: Writer, { name, kind, type }: ChildElement, value: Json): void {
  if (kind === 'complex') {
    writeObject(writer, { name, type, attributes: '' }, value);
    return;
  }
  const start = writer.parts.length;
  open(writer, name, '');
  writeResource(writer, value);
  close(writer, name, start);
}

function writePrimitives(writer: Writer, { name, type }: ChildElement, parent: Json): void {
  const [values, siblings] = [listOf(parent[name]), listOf(parent[`_${name}`])];
  for (let index = 0; index < Math.max(values.length, siblings.length); index += 1) {
    const [value, sibling] = [values[index] ?? undefined, siblings[index]];
    if (type === 'xhtml') writeNarrative(writer, value);
    else {
      const attributes = value === undefined ? '' : attribute('value', value);
      writeObject(writer, { name, type: 'Element', attributes }, isObject(sibling) ? sibling : {});
    }
  }
}

function writeNarrative(writer: Writer, div: unknown): void {
  if (typeof div !== 'string') return;
  indent(writer);
  writer.parts.push(narrativeToXml(div.trim()));
}

const attribute = (name: string, value: unknown): string =>
  ` ${name}="${numberText(value) ?? escapeAttribute(String(value))}"`;

function open(writer: Writer, name: string, attributes: string): void {
  indent(writer);
  writer.parts.push(`<${name}${attributes}>`);
  writer.level += 1;
}

function close(writer: Writer, name: string, start: number): void {
  writer.level -= 1;
  const last = writer.parts.length - 1;
  const opening = start + (writer.isPretty ? 1 : 0);
  if (last === opening) {
    writer.parts[last] = `${writer.parts[last]?.slice(0, -1)}/>`;
    return;
  }
  indent(writer);
  writer.parts.push(`</${name}>`);
}

function indent(writer: Writer): void {
  if (writer.isPretty) writer.parts.push(`\n${'  '.repeat(writer.level)}`);
}
