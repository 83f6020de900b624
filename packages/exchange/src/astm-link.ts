import type { FhirError } from '@lienmach/outcome';
import { astmControl, astmFrames, LONGEST_FRAME, type ReadFrame, readFrame } from './astm-frame.ts';
import { errors } from './errors.ts';
import { DEFAULT_LIMIT } from './mllp-frame.ts';

/** What a link wants done next, in this order. */
export type LinkStep =
  | { readonly do: 'write'; readonly bytes: Uint8Array }
  /** a message came whole: keep it, then call `settle`; until then nothing more is read */
  | { readonly do: 'deliver'; readonly message: Buffer }
  /** the oldest message given to `send` was taken by the other side, or was not */
  | { readonly do: 'sent' }
  | { readonly do: 'failed'; readonly reason: FhirError }
  /** call `expire` after so many milliseconds; a later `wait` replaces this one */
  | { readonly do: 'wait'; readonly ms: number | undefined }
  | { readonly do: 'hangUp'; readonly reason: FhirError };

/** One end of a line, without socket and without clock. */
export interface AstmLink {
  receive(chunk: Uint8Array): LinkStep[];
  /** @param isKept  false: it could not be stored, the other side has to say it again */
  settle(isKept: boolean): LinkStep[];
  /** @throws exchange.invalidBytes */
  send(message: Uint8Array): LinkStep[];
  expire(): LinkStep[];
}

export interface AstmTimes {
  /** until the other side answers ENQ or a frame */
  readonly reply: number;
  /** until the next frame comes */
  readonly receive: number;
  /** after NAK to ENQ */
  readonly busy: number;
  /** after both asked at once */
  readonly contention: number;
}

export interface AstmLinkOptions {
  /** at contention the instrument goes first */
  readonly role: 'host' | 'instrument';
  /** bytes one message may have */
  readonly limit?: number;
  /** bytes of text in one frame */
  readonly frameSize?: number;
  readonly times?: Partial<AstmTimes>;
}

/** @source ASTM E1381-95 / CLSI LIS1-A, time-outs and contention (verified) */
const standardTimes = (role: AstmLinkOptions['role']): AstmTimes => ({
  reply: 15_000,
  receive: 30_000,
  busy: 10_000,
  contention: role === 'host' ? 20_000 : 1_000,
});

/** A frame, or a request for the line, is tried so often. @source ASTM E1381-95 / CLSI LIS1-A, retransmission (verified) */
const TRIES = 6;

type Phase = 'idle' | 'receiving' | 'answering' | 'asking' | 'pausing' | 'sending';

interface State {
  readonly times: AstmTimes;
  readonly limit: number;
  readonly frameSize: number;
  phase: Phase;
  /** bytes that came while a message was being kept */
  rest: Buffer;
  /** the frame that is coming in, and where its text ended */
  frame: number[] | undefined;
  frameEnd: number | undefined;
  /** text of accepted frames; the record that is not finished yet begins at `recordAt` */
  parts: Buffer[];
  recordAt: number;
  size: number;
  last: ReadFrame | undefined;
  /** accepted when the message it completes is kept */
  waiting: ReadFrame | undefined;
  readonly line: Buffer[][];
  at: number;
  tries: number;
}

const { STX, ETX, ETB, EOT, ENQ, ACK, NAK, CR, LF } = astmControl;

const say = (byte: number): LinkStep => ({ do: 'write', bytes: Buffer.of(byte) });
const wait = (ms: number | undefined): LinkStep => ({ do: 'wait', ms });

/**
 * Both roles of the link: line asked for with ENQ, frames with number and checksum acknowledged one by one, the line given
 * back with EOT. The frame that completes a message is acknowledged only after the message is kept.
 *
 * Stricter than asked: a frame under the number of the last one but with another text is no repeat and is refused. A
 * message that the other side breaks off is dropped: it was never acknowledged as a whole, and comes again.
 *
 * @source ASTM E1381-95 / CLSI LIS1-A, establishment, transfer and termination phase (verified)
 */
export function astmLink({ role, limit = DEFAULT_LIMIT, frameSize = 240, times }: AstmLinkOptions): AstmLink {
  const state: State = {
    times: { ...standardTimes(role), ...times },
    limit,
    frameSize,
    phase: 'idle',
    rest: Buffer.alloc(0),
    frame: undefined,
    frameEnd: undefined,
    parts: [],
    recordAt: 0,
    size: 0,
    last: undefined,
    waiting: undefined,
    line: [],
    at: 0,
    tries: 0,
  };
  return {
    receive(chunk) {
      state.rest = Buffer.concat([state.rest, chunk]);
      return consume(state);
    },
    settle: (isKept) => [...settled(state, isKept), ...consume(state)],
    send(message) {
      state.line.push(astmFrames(message, state.frameSize));
      return state.phase === 'idle' ? ask(state) : [];
    },
    expire: () => expired(state),
  };
}

function consume(state: State): LinkStep[] {
  const steps: LinkStep[] = [];
  const bytes = state.rest;
  let at = 0;
  while (at < bytes.length && state.phase !== 'answering') {
    steps.push(...hear(state, bytes[at] ?? 0));
    at += 1;
  }
  state.rest = bytes.subarray(at);
  return steps;
}

function hear(state: State, byte: number): LinkStep[] {
  switch (state.phase) {
    case 'receiving':
      return hearFrame(state, byte);
    case 'asking':
      return hearReply(state, byte);
    case 'sending':
      return hearReceipt(state, byte);
    default: // idle and pausing: whatever else comes is noise on a line that belongs to nobody
      return byte === ENQ ? begin(state) : [];
  }
}

/** The other side has the line. */
function begin(state: State): LinkStep[] {
  state.phase = 'receiving';
  state.last = undefined;
  clear(state);
  return [say(ACK), wait(state.times.receive)];
}

function clear(state: State): void {
  state.frame = undefined;
  state.frameEnd = undefined;
  state.parts = [];
  state.recordAt = 0;
  state.size = 0;
}

/** The line is free; whoever waits here may ask for it. */
function rest(state: State): LinkStep[] {
  state.phase = 'idle';
  clear(state);
  return [wait(undefined), ...(state.line.length > 0 ? ask(state) : [])];
}

function hearFrame(state: State, byte: number): LinkStep[] {
  if (state.frame !== undefined && state.frameEnd !== undefined) return hearEnd(state, state.frame, byte);
  if (byte === ENQ) return begin(state);
  if (byte === EOT) return ended(state);
  if (byte === STX) state.frame = [];
  if (state.frame === undefined) return [];
  state.frame.push(byte);
  if (byte === ETX || byte === ETB) state.frameEnd = state.frame.length;
  if (state.frame.length <= LONGEST_FRAME) return [];
  state.frame = undefined;
  return [say(NAK), wait(state.times.receive)];
}

/** Two digits, CR and LF follow the text. */
function hearEnd(state: State, frame: number[], byte: number): LinkStep[] {
  frame.push(byte);
  if (frame.length < (state.frameEnd ?? 0) + 4) return [];
  state.frame = undefined;
  state.frameEnd = undefined;
  const read = readFrame(Buffer.from(frame));
  return read === undefined ? [say(NAK), wait(state.times.receive)] : judged(state, read);
}

function judged(state: State, frame: ReadFrame): LinkStep[] {
  const { last } = state;
  const isAgain = last !== undefined && frame.number === last.number && frame.text.equals(last.text);
  if (isAgain) return [say(ACK), wait(state.times.receive)];
  if (frame.number !== ((last?.number ?? 0) + 1) % 8) return [say(NAK), wait(state.times.receive)];
  if (state.size + frame.text.length > state.limit) {
    clear(state);
    return [say(NAK), { do: 'hangUp', reason: errors.tooLarge({ detail: `more than ${state.limit} bytes` }) }];
  }
  if (!isTerminator(state, frame)) return accepted(state, frame);
  state.waiting = frame;
  state.phase = 'answering';
  return [wait(undefined), { do: 'deliver', message: Buffer.concat([...state.parts, frame.text]) }];
}

function accepted(state: State, frame: ReadFrame): LinkStep[] {
  state.last = frame;
  state.parts.push(frame.text);
  state.size += frame.text.length;
  if (frame.isLast) state.recordAt = state.parts.length;
  return [say(ACK), wait(state.times.receive)];
}

const isLineEnd = (byte: number | undefined): boolean => byte === undefined || byte === CR || byte === LF;

/** Does this frame end the record `L`, with which every message ends? */
function isTerminator(state: State, frame: ReadFrame): boolean {
  if (!frame.isLast || !isLineEnd(state.parts[state.recordAt - 1]?.at(-1))) return false;
  const record = Buffer.concat([...state.parts.slice(state.recordAt), frame.text]).toString('latin1');
  return /(?:^|[\r\n])L[^A-Za-z0-9\r\n][^\r\n]*[\r\n]*$/.test(record);
}

/** EOT: the other side believes that it has said everything. */
function ended(state: State): LinkStep[] {
  if (state.parts.length === 0) return rest(state);
  state.waiting = undefined;
  state.phase = 'answering';
  return [wait(undefined), { do: 'deliver', message: Buffer.concat(state.parts) }];
}

function settled(state: State, isKept: boolean): LinkStep[] {
  if (state.phase !== 'answering') return [];
  const frame = state.waiting;
  if (frame === undefined) return rest(state);
  state.waiting = undefined;
  state.phase = 'receiving';
  if (!isKept) return [say(NAK), wait(state.times.receive)];
  clear(state);
  state.last = frame;
  return [say(ACK), wait(state.times.receive)];
}

function ask(state: State): LinkStep[] {
  state.phase = 'asking';
  return [say(ENQ), wait(state.times.reply)];
}

function pause(state: State, ms: number): LinkStep[] {
  state.phase = 'pausing';
  return [wait(ms)];
}

function hearReply(state: State, byte: number): LinkStep[] {
  if (byte === ENQ) return pause(state, state.times.contention);
  if (byte === NAK) return again(state);
  if (byte !== ACK) return [];
  state.phase = 'sending';
  state.at = 0;
  state.tries = 0;
  return tell(state);
}

/** Nobody answered, or the other side is busy. */
function again(state: State): LinkStep[] {
  state.tries += 1;
  if (state.tries >= TRIES) return failed(state, errors.noAnswer({ detail: `${TRIES} requests for the line` }));
  return pause(state, state.times.busy);
}

function tell(state: State): LinkStep[] {
  const frame = state.line[0]?.[state.at];
  if (frame !== undefined) return [{ do: 'write', bytes: frame }, wait(state.times.reply)];
  state.line.shift();
  state.tries = 0;
  return [say(EOT), { do: 'sent' }, ...rest(state)];
}

function failed(state: State, reason: FhirError): LinkStep[] {
  state.line.shift();
  state.tries = 0;
  return [{ do: 'failed', reason }, ...rest(state)];
}

/** EOT in place of ACK asks for the line; the frame was taken all the same. Other bytes are noise: the clock decides. */
function hearReceipt(state: State, byte: number): LinkStep[] {
  if (byte === ACK || byte === EOT) {
    state.at += 1;
    state.tries = 0;
    return tell(state);
  }
  if (byte !== NAK) return [];
  state.tries += 1;
  if (state.tries < TRIES) return tell(state);
  return [say(EOT), ...failed(state, errors.notTaken({ detail: `frame ${state.at + 1}` }))];
}

function expired(state: State): LinkStep[] {
  switch (state.phase) {
    case 'receiving':
      return rest(state);
    case 'asking':
      return [say(EOT), ...again(state)];
    case 'pausing':
      return ask(state);
    case 'sending':
      return [say(EOT), ...failed(state, errors.noAnswer({ detail: `frame ${state.at + 1}` }))];
    default:
      return [];
  }
}
