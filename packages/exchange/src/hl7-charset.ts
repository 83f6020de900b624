import { errors } from './errors.ts';
import { decodeVietnamese, encodeVietnamese } from './windows-1258.ts';

type Charset = 'utf-8' | 'ascii' | 'latin1' | 'windows-1258';

/** sixteen megabytes: a signed document fits, a runaway sender does not */
const MOST_BYTES = 16_777_216;

/**
 * MSH-18 names we read. Absent means UTF-8; nothing is guessed from the bytes.
 *
 * @source HL7 table 0211, alternate character sets (verified)
 */
const charsets: ReadonlyMap<string, Charset> = new Map([
  ['', 'utf-8'],
  ['UNICODE UTF-8', 'utf-8'],
  ['UTF-8', 'utf-8'],
  ['ASCII', 'ascii'],
  ['8859/1', 'latin1'],
  // no name of the table: how older Vietnamese systems call it
  ['WINDOWS-1258', 'windows-1258'],
  ['CP1258', 'windows-1258'],
]);

const BYTE_ORDER_MARK = /^\u00ef\u00bb\u00bf/;

/** A field of the first line read byte by byte, before anything is understood: delimiters and MSH-10, MSH-18 are ASCII. */
export function peekHeader(bytes: Uint8Array, field: number): string {
  const line = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 4096)).toString('latin1');
  const header = line.replace(BYTE_ORDER_MARK, '').split(/[\r\n]/, 1)[0] ?? '';
  if (!header.startsWith('MSH')) return '';
  return header.split(header.charAt(3))[field - 1] ?? '';
}

/** @throws exchange.tooLarge, exchange.unknownCharset, exchange.invalidBytes: an unreadable byte is never replaced by a guess */
export const decodeHl7 = (bytes: Uint8Array): string =>
  decodeText(bytes, peekHeader(bytes, 18).split(/[~^]/, 1)[0], 'MSH-18');

/** @param name  of HL7 table 0211; empty: UTF-8. @throws exchange.unknownCharset, exchange.invalidBytes */
export function decodeText(bytes: Uint8Array, named = '', at?: string): string {
  if (bytes.byteLength > MOST_BYTES) throw errors.tooLarge({ detail: `${bytes.byteLength} bytes` });
  const name = named.trim().toUpperCase();
  const charset = charsets.get(name);
  if (charset === undefined) {
    throw errors.unknownCharset({ ...(at === undefined ? {} : { at }), detail: name.slice(0, 40) });
  }
  if (charset === 'latin1') return Buffer.from(bytes).toString('latin1');
  if (charset === 'windows-1258') return decodeVietnamese(bytes);
  if (charset === 'ascii' && bytes.some((byte) => byte > 0x7f)) throw errors.invalidBytes({ detail: name });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw errors.invalidBytes({ detail: name === '' ? 'UTF-8 by default' : name });
  }
}

/** @throws exchange.unknownCharset when the partner's character set cannot be written, exchange.invalidBytes when it cannot hold the text */
export function encodeHl7(text: string, name = ''): Buffer {
  const charset = charsets.get(name.trim().toUpperCase());
  if (charset === undefined) throw errors.unknownCharset({ detail: name });
  if (charset === 'utf-8') return Buffer.from(text, 'utf-8');
  if (charset === 'windows-1258') return encodeVietnamese(text);
  const limit = charset === 'ascii' ? 0x7f : 0xff;
  if ([...text].some((char) => (char.codePointAt(0) ?? 0) > limit)) throw errors.invalidBytes({ detail: name });
  return Buffer.from(text, 'latin1');
}
