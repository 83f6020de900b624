import type { CdaCode, CdaConcept, CdaId } from './cda-document.ts';
import { attributeOf, childOf, childrenOf, elementsOf, wordsOf, type XmlNode } from './xml-node.ts';

const TIME = /^(\d{4})(\d{2})?(\d{2})?(?:(\d{2})(\d{2})?(?:(\d{2})(?:\.\d+)?)?)?([+-]\d{2}(?:\d{2})?)?$/;

const isReal = (year: string, month: string, day: string): boolean => {
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
};

const isClock = (hour: string, minute: string, second: string): boolean =>
  Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;

/** `+07:00`; `undefined` for an offset that no place has */
function zoneOf(zone: string | undefined): string | undefined {
  if (zone === undefined) return '';
  const [hours, minutes] = [zone.slice(0, 3), zone.slice(3) || '00'];
  return Math.abs(Number(hours)) <= 14 && Number(minutes) < 60 ? `${hours}:${minutes}` : undefined;
}

/**
 * A time of HL7 version 3 as a FHIR dateTime, as precise as it was written; `undefined` when it is none. A time without
 * zone stays without: whoever knows the sender adds it.
 *
 * @source HL7 version 3 data types R1, TS (from memory; pattern verified in the schema)
 */
export function readTime(text: string | undefined): string | undefined {
  const [whole, year = '', month, day, hour, minute = '00', second = '00', zone] = TIME.exec(text ?? '') ?? [];
  if (whole === undefined) return undefined;
  if (!isReal(year, month ?? '01', day ?? '01')) return undefined;
  if (month === undefined) return year;
  if (day === undefined) return `${year}-${month}`;
  if (hour === undefined) return `${year}-${month}-${day}`;
  const offset = zoneOf(zone);
  if (offset === undefined || !isClock(hour, minute, second)) return undefined;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`;
}

/** A point, or the ends of an interval. */
export function readPeriod(node: XmlNode | undefined): { readonly start?: string; readonly end?: string } {
  const point = readTime(attributeOf(node, 'value'));
  const start = readTime(attributeOf(childOf(node, 'low'), 'value')) ?? point;
  const end = readTime(attributeOf(childOf(node, 'high'), 'value'));
  return { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) };
}

export function readIds(node: XmlNode | undefined): CdaId[] {
  return childrenOf(node, 'id').flatMap((one) => {
    const root = attributeOf(one, 'root');
    if (root === undefined || attributeOf(one, 'nullFlavor') !== undefined) return [];
    const extension = attributeOf(one, 'extension');
    return [{ root, ...(extension === undefined ? {} : { extension }) }];
  });
}

export function readCode(node: XmlNode | undefined): CdaCode | undefined {
  const code = attributeOf(node, 'code');
  const system = attributeOf(node, 'codeSystem');
  if (code === undefined || system === undefined) return undefined;
  const display = attributeOf(node, 'displayName');
  return { code, system, ...(display === undefined ? {} : { display }) };
}

type Words = ReadonlyMap<string, string>;

/** Words in the element, or those of the narrative it points to. */
export function readText(node: XmlNode | undefined, words: Words): string {
  const target = attributeOf(childOf(node, 'reference'), 'value');
  const pointed = target === undefined ? undefined : words.get(target.replace(/^#/, ''));
  return pointed ?? wordsOf(node);
}

/** A concept: its code, its translations, and the words people used. */
export function readConcept(node: XmlNode | undefined, words: Words): CdaConcept {
  const nodes = node === undefined ? [] : [node, ...childrenOf(node, 'translation')];
  const codes = nodes.flatMap((one) => readCode(one) ?? []);
  const own = readText(childOf(node, 'originalText'), words);
  const shown = nodes.map((one) => attributeOf(one, 'displayName')).find((one) => one !== undefined);
  // the words people used go before the name in the code system
  return { codes, text: (own === '' ? shown : own) ?? codes[0]?.code ?? '' };
}

/** A name in the order it is written; parts apart where they are. */
export function readName(node: XmlNode | undefined): { text?: string; family?: string; given: string[] } {
  const given = childrenOf(node, 'given').map(wordsOf).filter(Boolean);
  const family = childrenOf(node, 'family').map(wordsOf).filter(Boolean).join(' ');
  const parts = elementsOf(node).filter(({ name }) => name !== 'validTime');
  const words = parts.length === 0 ? wordsOf(node) : parts.map(wordsOf).filter(Boolean).join(' ');
  return { ...(words === '' ? {} : { text: words }), ...(family === '' ? {} : { family }), given };
}
