import { type AstmLine, type AstmLineOptions, holdLine, notKept } from './astm-line.ts';
import { errors } from './errors.ts';
import { type ClientTls, dial } from './mllp-client.ts';

export interface AstmClientOptions extends Omit<AstmLineOptions, 'role' | 'answer'> {
  readonly host: string;
  readonly port: number;
  readonly tls?: ClientTls;
  /** a name that leads out of the house's networks is not called */
  readonly isInside?: boolean;
  /** default `host`; the simulator is an instrument */
  readonly role?: AstmLineOptions['role'];
  /** milliseconds to wait for a connection; default 5 s */
  readonly connectWithin?: number;
  /** what the machine says by itself; with it the line is kept open, and dialled again after it was lost */
  readonly answer?: AstmLineOptions['answer'];
  /** milliseconds until a lost line is dialled again; default 5 s */
  readonly redial?: number;
}

export interface AstmClient {
  /** Resolves, with nothing, when the last frame was acknowledged. @throws exchange.notConnected, exchange.notTaken, exchange.noAnswer */
  send(message: Uint8Array): Promise<Buffer>;
  close(): void;
}

/** Nobody listens at this end: what the machine says must stay with the machine. */
const unheard = async (): Promise<Uint8Array> => notKept;

/** Dials an analyzer, or the serial device server in front of it; one line, both ways. */
export function openAstmClient(options: AstmClientOptions): AstmClient {
  let line: Promise<AstmLine> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function connect(): Promise<AstmLine> {
    const socket = await dial(options);
    socket.on('close', lost);
    return holdLine(socket, { ...options, role: options.role ?? 'host', answer: options.answer ?? unheard });
  }
  function lost(): void {
    line = undefined;
    if (isClosed || options.answer === undefined) return;
    clearTimeout(timer);
    timer = setTimeout(() => void connected().catch(() => undefined), options.redial ?? 5_000);
    timer.unref();
  }
  async function connected(): Promise<AstmLine> {
    line ??= connect();
    try {
      return await line;
    } catch (error) {
      lost();
      throw error;
    }
  }

  if (options.answer !== undefined) connected().catch(() => undefined);
  return {
    async send(message) {
      const open = await connected();
      await open.send(message);
      return Buffer.alloc(0);
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      void line?.then(
        (open) => open.close(),
        () => undefined,
      );
      line = undefined;
    },
  };
}

/**
 * One message over a line of its own: what the machine says meanwhile it keeps, and says it where somebody listens.
 *
 * @param to  `answerWithin`: milliseconds until the last frame has to be acknowledged; default 30 s
 */
export async function sendOverAstm(
  {
    host,
    port,
    tls,
    isInside = false,
    answerWithin = 30_000,
    framing = 'e1381',
  }: {
    readonly host: string;
    readonly port: number;
    readonly tls?: ClientTls;
    readonly isInside?: boolean;
    readonly answerWithin?: number;
    readonly framing?: AstmLineOptions['framing'];
  },
  message: Uint8Array,
): Promise<string> {
  const client = openAstmClient({ host, port, framing, isInside, ...(tls === undefined ? {} : { tls }) });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(errors.noAnswer({ detail: `${answerWithin} ms` })), answerWithin);
  });
  try {
    await Promise.race([client.send(message), late]);
    return '';
  } finally {
    clearTimeout(timer);
    client.close();
  }
}
