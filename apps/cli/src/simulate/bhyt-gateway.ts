import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { defineErrors } from '@lienmach/outcome';
import {
  type GatewayAccount,
  GatewayDesk,
  type GatewayRequest,
  SESSION_PATH,
  type TakenFile,
} from './bhyt-gateway-desk.ts';
import { type GatewayMood, gatewayModes, Moods, readMood } from './bhyt-gateway-modes.ts';

const errors = defineErrors('bhyt-gateway', {
  noSecret: {
    issue: 'security',
    vi: 'Cần --secret-file: tệp JSON có username và password mà cơ sở dùng.',
    en: '--secret-file must be JSON with username and password',
  },
  unknownMode: {
    issue: 'value',
    vi: 'Cổng giả không có kiểu “{mode}”. Có: {modes}.',
    en: '--mode must be one of {modes}',
  },
});

export interface BhytGatewayOptions {
  readonly port: number;
  readonly account: GatewayAccount;
  /** how it begins; default `right` */
  readonly mode?: string;
  /** milliseconds that `slow` waits; default 20 s */
  readonly delay?: number;
  /** milliseconds a session lasts; default 10 minutes */
  readonly lifetime?: number;
  readonly now?: () => Date;
  /** one line for each step, never with patient data */
  readonly say?: (line: string) => void;
}

export interface BhytGateway {
  readonly url: string;
  /** every file taken, oldest first */
  readonly taken: readonly TakenFile[];
  readonly counts: { readonly sessions: number; readonly cards: number };
  /** @param planned  modes of the next requests, one each. @throws bhyt-gateway.unknownMode */
  behave(mode: string, planned?: readonly string[]): void;
  close(): Promise<void>;
}

const MOST = 60_000_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());

function moodOf(text: string): GatewayMood {
  const mood = readMood(text);
  if (mood === undefined) throw errors.unknownMode({ mode: text, modes: gatewayModes.join(', ') });
  return mood;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > MOST) throw new Error('too large');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function write(response: ServerResponse, status: number, body: object | undefined): void {
  if (body === undefined) response.writeHead(status).end();
  else response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

/** The ways of not answering as one should, after whatever was done with the request. @returns false: answer as usual */
function misbehave({ mode }: GatewayMood, response: ServerResponse, reply: object | undefined): boolean {
  const { socket } = response;
  const text = JSON.stringify(reply ?? {});
  if (mode === 'silent') return true;
  if (mode === 'hang-up-after') socket?.destroy();
  else if (mode === 'cut') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
    response.write(text.slice(0, text.length / 2), () => socket?.destroy());
  } else if (mode === 'twice') {
    const bytes = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
    socket?.end(bytes + bytes);
  } else return false;
  return true;
}

/** The ways of turning a request away without looking at it. @returns false: it is looked at */
function turnAway({ mode }: GatewayMood, response: ServerResponse, desk: GatewayDesk): boolean {
  if (mode === 'html' || mode === 'token-html')
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Hệ thống đang bảo trì</body></html>');
  else if (mode === 'empty') response.writeHead(200, { 'content-type': 'application/json' }).end();
  else if (mode === 'unauthorized') write(response, 401, undefined);
  else if (mode === 'expired') {
    desk.forgetSessions();
    write(response, 401, undefined);
  } else return false;
  return true;
}

/**
 * A pretended gateway of the social insurance: sessions, check-in, claims, cards, co-payments, at the paths of the real one.
 * `GET /_taken` tells what it has; `POST /_mode {mode, next}` makes it behave well or badly.
 */
export async function simulateBhytGateway(options: BhytGatewayOptions): Promise<BhytGateway> {
  const { account, now = () => new Date(), lifetime = 600_000, delay = 20_000, say = () => undefined } = options;
  const desk = new GatewayDesk({ account, now, lifetime });
  const moods = new Moods();
  const behave = (mode: string, planned: readonly string[] = []): void => moods.set(moodOf(mode), planned.map(moodOf));
  behave(options.mode ?? 'right');

  async function control(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { taken, counts } = desk;
    if (request.url === '/_taken') return write(response, 200, { count: taken.length, counts, taken });
    try {
      const { mode = 'right', next = [] } = JSON.parse(await readBody(request)) as { mode?: string; next?: string[] };
      behave(mode, next);
      write(response, 200, { mode, next });
    } catch {
      write(response, 400, { gatewayModes });
    }
  }

  async function reply(response: ServerResponse, mood: GatewayMood, asked: GatewayRequest): Promise<void> {
    if (turnAway(mood, response, desk)) return say(`${asked.url.pathname}: ${mood.mode}, turned away`);
    const [status, body] = desk.answer(asked, mood);
    say(`${asked.url.pathname}: ${mood.mode}, ${status}`);
    if (mood.mode === 'slow') await pause(delay);
    if (status !== 200 || !misbehave(mood, response, body)) write(response, status, body);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (url.pathname.startsWith('/_')) return control(request, response);
    const mood = moods.next(url.pathname === SESSION_PATH);
    if (mood.mode !== 'hang-up-before' && mood.mode !== 'token-hang-up')
      return reply(response, mood, { url, headers: request.headers, body: await readBody(request) });
    say(`${url.pathname}: hung up before taking`);
    request.socket.destroy();
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((ready) => server.listen(options.port, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken: desk.taken,
    counts: desk.counts,
    behave,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function accountOf(file: string | undefined): GatewayAccount {
  try {
    const { username, password } = JSON.parse(readFileSync(file ?? '', 'utf8')) as Partial<GatewayAccount>;
    if (username !== undefined && password !== undefined) return { username, password };
  } catch {
    // told below, without the path
  }
  throw errors.noSecret();
}

/** `lienmach simulate bhyt-gateway --secret-file <file> [--listen 2591] [--mode html] [--delay 20000]` */
export async function bhytGatewayCommand(args: readonly string[]): Promise<BhytGateway> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      listen: { type: 'string', default: '2591' },
      'secret-file': { type: 'string' },
      mode: { type: 'string', default: 'right' },
      delay: { type: 'string' },
    },
  });
  const gateway = await simulateBhytGateway({
    port: Number(values.listen),
    account: accountOf(values['secret-file']),
    mode: values.mode,
    ...(values.delay === undefined ? {} : { delay: Number(values.delay) }),
    say: (line) => process.stdout.write(`bhyt-gateway: ${line}\n`),
  });
  process.stdout.write(`bhyt-gateway: listening on ${gateway.url}\n`);
  return gateway;
}
