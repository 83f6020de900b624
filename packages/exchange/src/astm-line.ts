import type { Socket } from 'node:net';
import { isFhirError } from '@lienmach/outcome';
import { astmControl } from './astm-frame.ts';
import { type AstmLink, type AstmLinkOptions, astmLink, type LinkStep } from './astm-link.ts';
import { unframedLink } from './astm-unframed.ts';
import { errors } from './errors.ts';

export interface AstmLineOptions extends AstmLinkOptions {
  /** `none`: bare records over TCP, only for machines that know no link layer; default `e1381` */
  readonly framing?: 'e1381' | 'none';
  /**
   * One message in; out: nothing, a message to send back, or `notKept`. The last frame is acknowledged after that.
   * A rejection counts as `notKept`.
   */
  readonly answer: (message: Uint8Array, address: string) => Promise<Uint8Array>;
  /** what broke a line, for the operator */
  readonly onTrouble?: (error: unknown) => void;
}

/** What `answer` says when the message could not be stored: the machine is made to repeat its last frame. */
export const notKept: Uint8Array = Uint8Array.of(astmControl.NAK);

export interface AstmLine {
  /** Resolves when the other side has acknowledged the last frame. @throws exchange.notTaken, exchange.noAnswer, exchange.notConnected */
  send(message: Uint8Array): Promise<void>;
  /** Lets a message that is being kept be answered, then hangs up. */
  close(): void;
  readonly isOpen: boolean;
}

interface Sending {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface Line {
  readonly socket: Socket;
  readonly link: AstmLink;
  readonly options: AstmLineOptions;
  readonly sending: Sending[];
  timer: NodeJS.Timeout | undefined;
  isAnswering: boolean;
  isClosing: boolean;
}

/** Keeps up one connection: reads, waits and writes as its link says. Reading stops while a message is being kept. */
export function holdLine(socket: Socket, options: AstmLineOptions): AstmLine {
  const link = options.framing === 'none' ? unframedLink(options.limit) : astmLink(options);
  const line: Line = { socket, link, options, sending: [], timer: undefined, isAnswering: false, isClosing: false };
  socket.setNoDelay(true);
  // a machine may be silent all night; only a line that is dead is given up
  socket.setKeepAlive(true, 60_000);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => hungUp(line));
  listen(line).catch((error) => broken(line, error));
  return {
    send(message) {
      if (socket.destroyed) return Promise.reject(errors.notConnected());
      const steps = link.send(message);
      return new Promise((resolve, reject) => {
        line.sending.push({ resolve, reject });
        run(line, steps).catch((error) => broken(line, error));
      });
    },
    close() {
      line.isClosing = true;
      // what was written leaves first: the other side has to hear that the line is free
      if (!line.isAnswering) socket.destroySoon();
    },
    get isOpen() {
      return !socket.destroyed;
    },
  };
}

async function listen(line: Line): Promise<void> {
  for await (const chunk of line.socket) {
    await run(line, line.link.receive(chunk));
    if (line.isClosing) {
      line.socket.destroySoon();
      break;
    }
  }
}

function broken({ socket, options, isClosing }: Line, error: unknown): void {
  if (!isClosing && !socket.destroyed) options.onTrouble?.(error);
  socket.destroy();
}

function hungUp(line: Line): void {
  clearTimeout(line.timer);
  for (const { reject } of line.sending.splice(0)) reject(errors.notConnected({ detail: 'the line was cut' }));
}

/** Steps are taken without a pause, so that nobody else's come between them; a message to keep is always the last one. */
async function run(line: Line, steps: readonly LinkStep[]): Promise<void> {
  for (const step of steps) {
    if (step.do === 'deliver') await deliver(line, step.message);
    else take(line, step);
  }
}

function take(line: Line, step: Exclude<LinkStep, { do: 'deliver' }>): void {
  const { socket, sending } = line;
  switch (step.do) {
    case 'write':
      if (!socket.destroyed) socket.write(step.bytes);
      return;
    case 'wait':
      clearTimeout(line.timer);
      if (step.ms !== undefined && !socket.destroyed) line.timer = setTimeout(() => expire(line), step.ms);
      return;
    case 'sent':
      sending.shift()?.resolve();
      return;
    case 'failed':
      sending.shift()?.reject(step.reason);
      return;
    case 'hangUp':
      line.options.onTrouble?.(step.reason);
      socket.destroySoon();
  }
}

const expire = (line: Line): void => {
  run(line, line.link.expire()).catch((error) => broken(line, error));
};

async function deliver(line: Line, message: Buffer): Promise<void> {
  line.isAnswering = true;
  const answer = await kept(line, message);
  line.isAnswering = false;
  const isKept = !(answer.length === 1 && answer[0] === astmControl.NAK);
  await run(line, line.link.settle(isKept));
  if (isKept && answer.length > 0) await reply(line, answer);
}

async function kept({ options, socket }: Line, message: Buffer): Promise<Uint8Array> {
  try {
    return await options.answer(message, socket.remoteAddress ?? '');
  } catch (error) {
    if (!isFhirError(error) || error.status !== 503) options.onTrouble?.(error);
    return notKept;
  }
}

/** The machine asked; whether it takes the answer is its own affair, it asks again. */
async function reply(line: Line, message: Uint8Array): Promise<void> {
  const steps = line.link.send(message);
  line.sending.push({ resolve: () => undefined, reject: (error) => line.options.onTrouble?.(error) });
  await run(line, steps);
}
