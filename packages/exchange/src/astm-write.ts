import { encodeHl7 } from './hl7-charset.ts';
import { hl7Time } from './hl7-time.ts';

/** One value: a text or components. */
export type AstmValue = string | undefined | readonly (string | undefined)[];

export interface AstmRecordDraft {
  /** anything but `H` and `L`, which are written here */
  readonly name: 'P' | 'O' | 'R' | 'C' | 'Q' | 'M';
  /** by field number from 3; field 2, the number, is counted here. Holes are empty fields */
  readonly fields: Readonly<Record<number, AstmValue | { readonly repeat: readonly AstmValue[] }>>;
}

export interface AstmHeader {
  readonly at: Date;
  /** offset of the site for H.14, `+07:00`; machines know no zones, so none is written */
  readonly zone?: string;
  readonly controlId?: string;
  readonly sender?: string | undefined;
  readonly receiver?: string | undefined;
  /** L.3: `N` as meant, `F` a query was answered, `I` nothing is known */
  readonly end?: 'N' | 'F' | 'I';
  /** what the machine reads, name of HL7 table 0211; default ASCII, with Vietnamese letters without their marks */
  readonly charset?: string | undefined;
}

const written: Readonly<Record<string, string>> = { '|': '&F&', '^': '&S&', '\\': '&R&', '&': '&E&' };

/** So that a text can never become structure, and the link never hears its own control characters. */
const escapeAstm = (text: string): string =>
  text
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .replace(/[|^\\&]/g, (char) => written[char] ?? char);

/** `Nguyễn Thị Đào` as machines that know no Vietnamese can show it: `Nguyen Thi Dao`. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^\x20-\x7e\r]/g, '?');

function trimmed(parts: readonly string[], separator: string): string {
  const last = parts.findLastIndex((part) => part !== '');
  return parts.slice(0, last + 1).join(separator);
}

const valueText = (value: AstmValue): string =>
  typeof value === 'string' || value === undefined
    ? escapeAstm(value ?? '')
    : trimmed(
        value.map((part) => escapeAstm(part ?? '')),
        '^',
      );

function recordText(name: string, number: number, fields: AstmRecordDraft['fields']): string {
  const last = Math.max(2, ...Object.keys(fields).map(Number));
  const texts = Array.from({ length: last - 2 }, (_, index) => {
    const field = fields[index + 3];
    return typeof field === 'object' && 'repeat' in field ? field.repeat.map(valueText).join('\\') : valueText(field);
  });
  return trimmed([name, String(number), ...texts], '|');
}

/** Below which record the numbers of a record type begin anew. */
const above: Readonly<Record<string, readonly string[]>> = { O: ['P'], R: ['O', 'P'], C: ['R', 'O', 'P', 'Q'] };

/**
 * A message with the usual delimiters; every record ends in CR.
 *
 * @throws exchange.unknownCharset, exchange.invalidBytes
 * @source ASTM E1394-97 / CLSI LIS2-A2, header and terminator records (verified in public descriptions)
 */
export function writeAstm(header: AstmHeader, records: readonly AstmRecordDraft[]): Buffer {
  const fields = new Map<number, AstmValue>([
    [3, header.controlId],
    [5, header.sender],
    [10, header.receiver],
    [12, 'P'],
    [13, 'LIS2-A2'],
    [14, hl7Time(header.at, header.zone).slice(0, 14)],
  ]);
  const head = Array.from({ length: 12 }, (_, index) => valueText(fields.get(index + 3)));
  const numbers = new Map<string, number>();
  const lines = records.map(({ name, fields }) => {
    const number = (numbers.get(name) ?? 0) + 1;
    numbers.set(name, number);
    for (const [below, tops] of Object.entries(above)) if (tops.includes(name)) numbers.delete(below);
    return recordText(name, number, fields);
  });
  const text = [`H|\\^&|${head.join('|')}`, ...lines, `L|1|${header.end ?? 'N'}`].map((line) => `${line}\r`).join('');
  return header.charset === undefined ? Buffer.from(plain(text), 'ascii') : encodeHl7(text, header.charset);
}
