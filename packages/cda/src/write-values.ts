import type { CdaCode, CdaConcept, CdaId } from './cda-document.ts';
import type { CdaAmount, CdaObservation } from './cda-statement.ts';

/** Characters XML 1.0 cannot carry, not even escaped. @source XML 1.0, production 2 Char (from memory) */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text or attribute value; what XML cannot say becomes the replacement character, so that nothing disappears silently. */
export const textXml = (text: string): string =>
  text
    .normalize('NFC')
    .replace(FORBIDDEN, '\uFFFD')
    .replace(/[&<>"]/g, (letter) => escapes[letter] ?? letter);

/** One element; attributes that are undefined are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  ...content: readonly string[]
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${textXml(value ?? '')}"`)
    .join('');
  const inside = content.join('');
  return inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`;
}

const TIME = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T(\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** A FHIR dateTime as HL7 version 3 writes it, as precise as it is; `undefined` when it is none. */
export function timeText(dateTime: string | undefined): string | undefined {
  const [whole, year = '', month = '', day = '', hour, minute = '', second = '00', zone = ''] =
    TIME.exec(dateTime ?? '') ?? [];
  if (whole === undefined) return undefined;
  if (hour === undefined) return `${year}${month}${day}`;
  return `${year}${month}${day}${hour}${minute}${second}${zone === 'Z' ? '+0000' : zone.replace(':', '')}`;
}

export const timeXml = (name: string, dateTime: string | undefined): string => {
  const value = timeText(dateTime);
  return element(name, value === undefined ? { nullFlavor: 'UNK' } : { value });
};

/** An interval; an end that nobody knows says so. */
export const periodXml = (name: string, start: string | undefined, end: string | undefined, isTyped = false): string =>
  element(name, isTyped ? { 'xsi:type': 'IVL_TS' } : {}, timeXml('low', start), timeXml('high', end));

export const idXml = ({ root, extension }: CdaId, name = 'id'): string => element(name, { root, extension });

/** The standard asks for at least one. */
export const idsXml = (ids: readonly CdaId[]): string =>
  ids.length === 0 ? element('id', { nullFlavor: 'UNK' }) : ids.map((id) => idXml(id)).join('');

export const codeXml = (name: string, { code, system, display }: CdaCode): string =>
  element(name, { code, codeSystem: system, displayName: display });

/** A concept: first coding, words, other codings; words alone when it has no code. */
export function conceptXml(name: string, { codes, text }: CdaConcept, type?: string): string {
  const [first, ...others] = codes;
  const typed = { 'xsi:type': type };
  const words = text === '' ? '' : element('originalText', {}, textXml(text));
  if (first === undefined) return element(name, { ...typed, nullFlavor: 'UNK' }, words);
  return element(
    name,
    { ...typed, code: first.code, codeSystem: first.system, displayName: first.display },
    words,
    ...others.map((other) => codeXml('translation', other)),
  );
}

/** PQ; a unit that UCUM does not know stands beside the number in its own words. */
export function amountXml(
  name: string,
  { digits, unit, isUcum }: CdaAmount,
  attributes: Record<string, string> = {},
): string {
  if (unit === undefined || isUcum) return element(name, { ...attributes, value: digits, unit: unit ?? '1' });
  return element(
    name,
    { ...attributes, nullFlavor: 'OTH' },
    element('translation', { value: digits, nullFlavor: 'OTH' }, element('originalText', {}, textXml(unit))),
  );
}

function boundXml(name: string, amount: CdaAmount): string {
  const { comparator, ...plain } = amount;
  const isLow = comparator === '>' || comparator === '>=';
  const end = amountXml(isLow ? 'low' : 'high', plain, {
    inclusive: String(comparator === '>=' || comparator === '<='),
  });
  return element(name, { 'xsi:type': 'IVL_PQ' }, end);
}

/** The value of an observation with its type. */
export function valueXml(value: CdaObservation['value']): string {
  if (value === undefined) return element('value', { 'xsi:type': 'ST', nullFlavor: 'UNK' });
  if ('text' in value) return element('value', { 'xsi:type': 'ST' }, textXml(value.text));
  if ('concept' in value) return conceptXml('value', value.concept, 'CD');
  if (value.amount.comparator !== undefined) return boundXml('value', value.amount);
  return amountXml('value', value.amount, { 'xsi:type': 'PQ' });
}
