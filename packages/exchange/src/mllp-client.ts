import { connect, type Socket } from 'node:net';
import { connect as connectSecurely, type TLSSocket } from 'node:tls';
import { checkedLookup, REFUSED_ADDRESS } from './checked-lookup.ts';
import { errors } from './errors.ts';
import { frame, frameReader } from './mllp-frame.ts';
import { isBeyond } from './own-address.ts';

/** What a client shows and believes over TLS; PEM texts. */
export interface ClientTls {
  readonly certificate?: string;
  readonly key?: string;
  /** whose certificates are believed; absent: those of the system */
  readonly authorities?: string;
}

export interface MllpClientOptions {
  readonly host: string;
  readonly port: number;
  readonly tls?: ClientTls;
  /** a name that leads out of the house's networks is not called */
  readonly isInside?: boolean;
  /** milliseconds to wait for an acknowledgement; default 30 s */
  readonly answerWithin?: number;
  /** milliseconds to wait for a connection; default 5 s */
  readonly connectWithin?: number;
}

export interface MllpClient {
  /** Sends one message and waits for its answer; calls stand in line. @throws exchange.notConnected, exchange.channelClear, exchange.noAnswer */
  send(message: Uint8Array): Promise<Buffer>;
  close(): void;
}

/**
 * One connection, opened when it is needed and again after it was lost. A connection whose answer did not come in time
 * is dropped: a late answer must never be taken for the answer to the next message.
 */
export function openMllpClient(options: MllpClientOptions): MllpClient {
  let socket: Socket | undefined;
  let line: Promise<unknown> = Promise.resolve();

  async function connected(): Promise<Socket> {
    if (socket !== undefined && !socket.destroyed && socket.writable) return socket;
    socket = await dial(options);
    return socket;
  }

  return {
    send(message) {
      const turn = line.then(async () => exchange(await connected(), message, options.answerWithin ?? 30_000));
      line = turn.catch(() => undefined);
      return turn;
    },
    close() {
      socket?.destroy();
      socket = undefined;
    },
  };
}

const lookupInside = checkedLookup(isBeyond);

function socketTo({ host, port, tls, isInside }: MllpClientOptions): Socket | TLSSocket {
  if (tls === undefined) return connect({ host, port, ...(isInside ? { lookup: lookupInside } : {}) });
  const { certificate: cert, key, authorities: ca } = tls;
  return connectSecurely({
    host,
    port,
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(ca === undefined ? {} : { ca }),
  });
}

/** @throws exchange.notConnected, exchange.channelClear */
export function dial(options: MllpClientOptions): Promise<Socket> {
  const { host, port, tls, connectWithin = 5_000 } = options;
  return new Promise((resolve, reject) => {
    const socket = socketTo(options);
    const fail = (detail: string, why = errors.notConnected({ detail })): void => {
      socket.destroy();
      reject(why);
    };
    const timer = setTimeout(() => fail(`${host}:${port} timed out`), connectWithin);
    socket.once('error', (error) =>
      'code' in error && error.code === REFUSED_ADDRESS
        ? fail('', errors.channelClear({ at: 'transport.tls', name: host.slice(0, 100) }))
        : fail(`${host}:${port} ${error.message}`),
    );
    socket.once('close', () => clearTimeout(timer));
    socket.once(tls === undefined ? 'connect' : 'secureConnect', () => {
      clearTimeout(timer);
      socket.removeAllListeners('error');
      socket.on('error', () => socket.destroy());
      resolve(socket);
    });
  });
}

function exchange(socket: Socket, message: Uint8Array, within: number): Promise<Buffer> {
  const reader = frameReader();
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      clearTimeout(timer);
      socket.off('data', onData);
      socket.off('close', onClose);
    };
    const fail = (error: Error): void => {
      settle();
      socket.destroy();
      reject(error);
    };
    const onClose = (): void => fail(errors.notConnected({ detail: 'closed before the acknowledgement' }));
    const onData = (chunk: Buffer): void => {
      try {
        const [answer] = reader.push(chunk);
        if (answer === undefined) return;
        settle();
        resolve(answer);
      } catch (error) {
        fail(error instanceof Error ? error : errors.noAnswer());
      }
    };
    const timer = setTimeout(() => fail(errors.noAnswer({ detail: `${within} ms` })), within);
    socket.on('data', onData);
    socket.on('close', onClose);
    socket.write(frame(message));
  });
}
