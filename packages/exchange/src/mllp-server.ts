import type { Socket } from 'node:net';
import { isFhirError } from '@lienmach/outcome';
import { DEFAULT_LIMIT, frame, frameReader } from './mllp-frame.ts';
import { type Admission, listener, type Peer } from './socket-listener.ts';

export interface MllpServerOptions extends Admission {
  readonly host: string;
  /** 0 picks a free port */
  readonly port: number;
  /** One message in, one acknowledgement out, none when it is empty; called in order on each connection. Must not throw. */
  readonly answer: (message: Uint8Array, peer: Peer) => Promise<Uint8Array>;
  /** What is said before hanging up when a message breaks the size limit. */
  readonly overflow: (reason: Error) => Uint8Array;
  /** bytes of one message */
  readonly limit?: number;
  /** a silent connection is closed after this many milliseconds; default ten minutes */
  readonly idle?: number;
  readonly connections?: number;
}

export interface MllpServer {
  readonly port: number;
  /** Stops listening, lets answers that are under way leave, then hangs up. */
  close(): Promise<void>;
}

/** Listens for partners. A connection that breaks loses nothing that was acknowledged: the answer comes after the commit. */
export async function openMllpServer(options: MllpServerOptions): Promise<MllpServer> {
  const open = new Map<Socket, { busy: boolean }>();
  let isClosing = false;
  const server = listener(options, (socket, peer) => {
    const state = { busy: false };
    open.set(socket, state);
    socket.setTimeout(options.idle ?? 600_000, () => {
      if (!state.busy) socket.destroy();
    });
    // a partner that vanishes is no news; what it sent is in the log, what was not answered it sends again
    socket.on('error', () => socket.destroy());
    socket.on('close', () => open.delete(socket));
    converse(socket, peer, state, options, () => isClosing).catch(() => socket.destroy());
  });
  server.maxConnections = options.connections ?? 64;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    async close() {
      isClosing = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const [socket, state] of open) if (!state.busy) socket.destroy();
      await closed;
    },
  };
}

/** Reading waits while an answer is made, so a fast sender is slowed down instead of filling memory. */
async function converse(
  socket: Socket,
  peer: Peer,
  state: { busy: boolean },
  options: MllpServerOptions,
  isClosing: () => boolean,
): Promise<void> {
  const reader = frameReader(options.limit ?? DEFAULT_LIMIT);
  for await (const chunk of socket) {
    let messages: Buffer[];
    try {
      messages = reader.push(chunk);
    } catch (error) {
      if (isFhirError(error)) socket.end(frame(options.overflow(error)));
      return;
    }
    state.busy = true;
    for (const message of messages) say(socket, await options.answer(message, peer));
    state.busy = false;
    if (isClosing()) {
      socket.end();
      return;
    }
  }
}

function say(socket: Socket, answer: Uint8Array): void {
  if (!socket.destroyed && answer.length > 0) socket.write(frame(answer));
}
