import { errors } from './errors.ts';

const START = 0x0b;
const END = 0x1c;
const CARRIAGE_RETURN = 0x0d;

/** One megabyte: a result with a few embedded curves fits, a runaway sender does not. */
export const DEFAULT_LIMIT = 1_048_576;

export interface FrameReader {
  /** Feeds one chunk as it came off the wire; answers the messages that are complete now. @throws exchange.tooLarge */
  push(chunk: Uint8Array): Buffer[];
  /** bytes of the message that is still open */
  readonly pending: number;
}

/** The message between its start and end bytes. */
export function frame(message: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(START), message, Buffer.of(END, CARRIAGE_RETURN)]);
}

/**
 * Finds messages by scanning for the start byte and the pair of end bytes, never by the shape of a chunk: one message
 * may come in many chunks and many messages in one. Bytes outside a frame are skipped; a start byte inside an open
 * message means that the sender began again, and what was open before it is dropped (it was never acknowledged).
 *
 * @param limit  bytes one message may have
 * @source HL7 Minimal Lower Layer Protocol, Release 1: <SB> 0x0B, <EB> 0x1C, <CR> 0x0D (verified)
 */
export function frameReader(limit: number = DEFAULT_LIMIT): FrameReader {
  let open: Buffer[] | undefined;
  let size = 0;
  let isEndSeen = false;

  function begin(pieces: Buffer[] | undefined): void {
    open = pieces;
    size = 0;
    isEndSeen = false;
  }
  function keep(piece: Buffer): void {
    size += piece.length;
    if (size > limit) {
      begin(undefined);
      throw errors.tooLarge({ detail: `more than ${limit} bytes` });
    }
    open?.push(piece);
  }
  /** Takes one mark, or the content up to the next mark; answers how many bytes it took. */
  function take(rest: Buffer, messages: Buffer[]): number {
    const [byte] = rest;
    if (isEndSeen && byte === CARRIAGE_RETURN) {
      messages.push(Buffer.concat(open ?? []));
      begin(undefined);
      return 1;
    }
    if (isEndSeen) keep(Buffer.of(END)); // it stood alone, so it was content
    isEndSeen = byte === END;
    if (byte === START) begin([]);
    if (byte === START || byte === END) return 1;
    const length = contentLength(rest);
    keep(rest.subarray(0, length));
    return length;
  }

  return {
    get pending() {
      return size;
    },
    push(chunk) {
      // a copy: content is kept beyond this call, the chunk belongs to the caller
      const bytes = Buffer.from(chunk);
      const messages: Buffer[] = [];
      for (let at = 0; at < bytes.length; ) {
        if (open !== undefined) at += take(bytes.subarray(at), messages);
        else if (bytes.indexOf(START, at) < 0) break;
        else {
          at = bytes.indexOf(START, at) + 1;
          begin([]);
        }
      }
      return messages;
    },
  };
}

function contentLength(bytes: Buffer): number {
  const ends = [bytes.indexOf(START), bytes.indexOf(END)].filter((at) => at >= 0);
  return ends.length === 0 ? bytes.length : Math.min(...ends);
}
