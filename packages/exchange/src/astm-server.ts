import { type AstmLine, type AstmLineOptions, holdLine } from './astm-line.ts';
import { errors } from './errors.ts';
import { type Admission, listener } from './socket-listener.ts';

export interface AstmServerOptions extends Omit<AstmLineOptions, 'role'>, Admission {
  readonly host: string;
  /** 0 picks a free port */
  readonly port: number;
  readonly connections?: number;
}

export interface AstmServer {
  readonly port: number;
  /**
   * Sends over a line that the machine keeps open.
   *
   * @param address  of the machine; absent: there is one line only
   * @throws exchange.notConnected, exchange.notTaken, exchange.noAnswer
   */
  send(message: Uint8Array, address?: string): Promise<void>;
  /** Stops listening, lets messages that are being kept be answered, then hangs up. */
  close(): Promise<void>;
}

/**
 * Waits for analyzers, or for the serial device servers in front of them. Each line speaks both ways: results and queries
 * come in, orders go out.
 */
export async function openAstmServer(options: AstmServerOptions): Promise<AstmServer> {
  const lines = new Map<AstmLine, string>();
  const server = listener(options, (socket) => {
    const line = holdLine(socket, { ...options, role: 'host' });
    lines.set(line, socket.remoteAddress ?? '');
    socket.on('close', () => lines.delete(line));
  });
  server.maxConnections = options.connections ?? 64;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const listening = server.address();
  return {
    port: typeof listening === 'object' && listening !== null ? listening.port : options.port,
    async send(message, address) {
      const known = [...lines].filter(([, from]) => address === undefined || plain(from) === plain(address));
      const [line] = known.at(-1) ?? []; // a machine that came back has a dead line beside its new one
      if (line === undefined) throw errors.notConnected({ detail: 'the machine keeps no line open' });
      await line.send(message);
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const line of lines.keys()) line.close();
      await closed;
    },
  };
}

const plain = (address: string): string => address.replace(/^::ffff:/, '');
