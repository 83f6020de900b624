import { errors } from './errors.ts';
import { decodeHl7 } from './hl7-charset.ts';
import { type Delimiters, unescapeHl7 } from './hl7-escape.ts';
import type { Hl7Message, Hl7Segment } from './hl7-message.ts';

const MOST_SEGMENTS = 10_000;
const MOST_FIELDS = 500;

/** Bytes as they came: character set by MSH-18, then the text. @throws every refusal of `decodeHl7` and `parseHl7` */
export const readHl7 = (bytes: Uint8Array): Hl7Message => parseHl7(decodeHl7(bytes));

/**
 * Delimiters come from MSH; segments may end in CR, LF or CRLF; empty lines are skipped.
 *
 * @throws exchange.notHl7, exchange.badBatch, exchange.badSegment, exchange.tooLarge
 * @source HL7 v2.5.1 chapter 2, message delimiters and construction rules (verified)
 */
export function parseHl7(text: string): Hl7Message {
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .filter((line) => line !== '');
  const header = lines[0] ?? '';
  if (/^(?:FHS|BHS)/.test(header)) throw errors.badBatch();
  const delimiters = delimitersOf(header);
  if (lines.length > MOST_SEGMENTS) throw errors.tooLarge({ detail: `${lines.length} segments` });
  const segments = lines.map((line, index) => parseSegment(line, index, delimiters));
  const [msh] = segments;
  if (msh === undefined) throw errors.notHl7();
  const trigger = msh.get(9, 2);
  return {
    type: trigger === '' ? msh.get(9, 1) : `${msh.get(9, 1)}^${trigger}`,
    controlId: msh.get(10),
    version: msh.get(12),
    segments,
    segment: (name) => segments.find((segment) => segment.name === name),
    all: (name) => segments.filter((segment) => segment.name === name),
  };
}

function delimitersOf(header: string): Delimiters {
  const marks = header.slice(3, 8);
  const [field, component, repetition, mark, subcomponent] = marks;
  const isComplete =
    header.startsWith('MSH') &&
    field !== undefined &&
    component !== undefined &&
    repetition !== undefined &&
    mark !== undefined &&
    subcomponent !== undefined;
  if (!isComplete || new Set(marks).size !== 5 || /[\p{L}\p{N}\p{C}\s]/u.test(marks)) throw errors.notHl7();
  return { field, component, repetition, escape: mark, subcomponent };
}

function parseSegment(line: string, index: number, delimiters: Delimiters): Hl7Segment {
  const raw = line.split(delimiters.field);
  const name = raw[0] ?? '';
  if (!/^[A-Z][A-Z0-9]{2}$/.test(name)) throw errors.badSegment({ at: `segment ${index + 1}` });
  if (raw.length > MOST_FIELDS) throw errors.tooLarge({ at: name, detail: `${raw.length} fields` });
  // MSH-1 is the separator itself, so that MSH fields count like every other segment's
  const fields = index === 0 ? [name, delimiters.field, ...raw.slice(1)] : raw;
  const isLiteral = (field: number): boolean => index === 0 && field <= 2;
  const clean = (value: string): string => unescapeHl7(value, delimiters);
  const partOf = (field: number, repetition: number, component: number, subcomponent: number): string => {
    const value = fields[field] ?? '';
    if (field < 1) return '';
    if (isLiteral(field)) return repetition === 1 && component === 1 ? value : '';
    const one = value.split(delimiters.repetition, repetition)[repetition - 1] ?? '';
    const part = one.split(delimiters.component)[component - 1] ?? '';
    return clean(part.split(delimiters.subcomponent)[subcomponent - 1] ?? '');
  };
  return {
    name,
    get: (field, component = 1, subcomponent = 1) => partOf(field, 1, component, subcomponent),
    part: (field, repetition, component = 1, subcomponent = 1) => partOf(field, repetition, component, subcomponent),
    repetitions(field) {
      const value = fields[field] ?? '';
      if (field < 1 || value === '') return [];
      if (isLiteral(field)) return [[value]];
      return value.split(delimiters.repetition).map((one) => one.split(delimiters.component).map(clean));
    },
  };
}
