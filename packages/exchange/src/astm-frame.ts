import { errors } from './errors.ts';

/** The control characters of the link. @source ASTM E1381-95 / CLSI LIS1-A, character structure (verified) */
export const astmControl = {
  STX: 0x02,
  ETX: 0x03,
  EOT: 0x04,
  ENQ: 0x05,
  ACK: 0x06,
  LF: 0x0a,
  CR: 0x0d,
  NAK: 0x15,
  ETB: 0x17,
} as const;

const { STX, ETX, ETB, CR, LF } = astmControl;

/** Text of one frame: 247 characters with the seven around it. LIS1-A allows more, old analyzers do not. */
const FRAME_TEXT = 240;

/** What LIS1-A allows at most, with everything around the text. */
export const LONGEST_FRAME = 64_000;

/** Sum modulo 256 from the frame number to ETB or ETX, two upper case hexadecimal digits. */
export function astmChecksum(bytes: Uint8Array): string {
  let sum = 0;
  for (const byte of bytes) sum = (sum + byte) % 256;
  return sum.toString(16).toUpperCase().padStart(2, '0');
}

/** @param number  0 to 7 @param isLast  ETX: the end of a record; ETB: the record goes on in the next frame */
export function astmFrame(number: number, text: Uint8Array, isLast: boolean): Buffer {
  const summed = Buffer.concat([Buffer.from(String(number % 8)), text, Buffer.of(isLast ? ETX : ETB)]);
  return Buffer.concat([Buffer.of(STX), summed, Buffer.from(astmChecksum(summed)), Buffer.of(CR, LF)]);
}

/** LIS1-A keeps these for the link; inside a text they would become structure. */
const isRestricted = (byte: number): boolean =>
  (byte >= 0x01 && byte <= 0x06) || byte === LF || (byte >= 0x10 && byte <= 0x17);

/**
 * A message as the frames in which it leaves: one record, one frame, long records in parts; numbered from 1.
 *
 * @param message  records that end in CR
 * @throws exchange.invalidBytes for control characters of the link inside the text
 */
export function astmFrames(message: Uint8Array, size: number = FRAME_TEXT): Buffer[] {
  if (message.some(isRestricted)) throw errors.invalidBytes({ detail: 'control characters of the link' });
  const frames: Buffer[] = [];
  let start = 0;
  while (start < message.length) {
    const end = message.indexOf(CR, start);
    const next = end < 0 ? message.length : end + 1;
    for (let at = start; at < next; at += size) {
      const stop = Math.min(at + size, next);
      frames.push(astmFrame(frames.length + 1, message.subarray(at, stop), stop === next));
    }
    start = next;
  }
  return frames;
}

export interface ReadFrame {
  /** 0 to 7 */
  readonly number: number;
  readonly text: Buffer;
  readonly isLast: boolean;
}

/**
 * One frame from STX to LF; undefined for one that is damaged in any way: number, checksum, end.
 *
 * @source ASTM E1381-95 / CLSI LIS1-A, frame structure and checksum (verified)
 */
export function readFrame(bytes: Buffer): ReadFrame | undefined {
  const [cr, lf] = bytes.subarray(-2);
  const summed = bytes.subarray(1, -4);
  const end = summed.at(-1);
  const number = (summed[0] ?? 0) - 0x30;
  const isWhole = bytes.length >= 7 && bytes[0] === STX && cr === CR && lf === LF && (end === ETX || end === ETB);
  if (!isWhole || number < 0 || number > 7) return undefined;
  // a zero byte adds nothing to the sum: the noise that the checksum cannot see
  if (summed.subarray(1, -1).some((byte) => byte === 0 || (byte !== LF && isRestricted(byte)))) return undefined;
  if (bytes.subarray(-4, -2).toString('latin1').toUpperCase() !== astmChecksum(summed)) return undefined;
  return { number, text: Buffer.from(summed.subarray(1, -1)), isLast: end === ETX };
}
