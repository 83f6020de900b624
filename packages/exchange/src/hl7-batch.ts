import { errors } from './errors.ts';

const START = /^(?:FHS|BHS)./;

/** lines with the end they had, so that a message keeps the bytes it came with */
function linesOf(raw: Uint8Array): Buffer[] {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const lines: Buffer[] = [];
  let start = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== 0x0d && bytes[at] !== 0x0a) continue;
    if (bytes[at] === 0x0d && bytes[at + 1] === 0x0a) at += 1;
    lines.push(bytes.subarray(start, at + 1));
    start = at + 1;
  }
  if (start < bytes.length) lines.push(bytes.subarray(start));
  return lines;
}

const nameOf = (line: Buffer): string => line.subarray(0, 3).toString('latin1');
const countOf = (line: Buffer): string =>
  line
    .toString('latin1')
    .trimEnd()
    .split(line.toString('latin1', 3, 4))[1] ?? '';

/** Does a file or batch header stand at the beginning? */
export const isBatch = (raw: Uint8Array): boolean => START.test(Buffer.from(raw.subarray(0, 4)).toString('latin1'));

/**
 * The messages of one batch or file of batches, byte for byte. What is counted must be there: a batch that was cut on the
 * way is refused whole, before anything of it is applied.
 *
 * @throws exchange.badBatch
 * @source HL7 v2.5.1 chapter 2, batch protocol: FHS, BHS, BTS-1 count of messages, FTS-1 count of batches (verified)
 */
export function batchMessages(raw: Uint8Array): Buffer[] {
  const messages: Buffer[][] = [];
  let ofBatch = 0;
  let batches = 0;
  const check = (told: string, seen: number, at: string): void => {
    if (told !== '' && told !== String(seen)) throw errors.badBatch({ at, detail: `${told} told, ${seen} seen` });
  };
  for (const line of linesOf(raw)) {
    const name = nameOf(line);
    if (name === 'FHS' || name === 'BHS' || line.toString('latin1').trim() === '') continue;
    if (name === 'BTS') {
      check(countOf(line), ofBatch, 'BTS-1');
      ofBatch = 0;
      batches += 1;
    } else if (name === 'FTS') check(countOf(line), batches, 'FTS-1');
    else if (name === 'MSH') {
      messages.push([line]);
      ofBatch += 1;
    } else {
      const open = messages.at(-1);
      if (open === undefined) throw errors.badBatch({ at: name });
      open.push(line);
    }
  }
  if (messages.length === 0) throw errors.badBatch({ detail: 'no message' });
  return messages.map((lines) => Buffer.concat(lines));
}

/** The answers of a batch, in its own order. @source HL7 v2.5.1 chapter 2, batch acknowledgement: a batch of ACK messages (verified) */
export const batchAnswer = (answers: readonly Uint8Array[]): Buffer =>
  Buffer.concat([Buffer.from('BHS|^~\\&|LIENMACH\r'), ...answers, Buffer.from(`BTS|${answers.length}\r`)]);
