import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Spooler, SpoolTrouble } from './spooler.ts';

export interface HelperOptions {
  readonly port: number;
  /** pages that may print here, e.g. `https://benhvien.example` */
  readonly origins: readonly string[];
  /** typed once into the web: whoever has it may print */
  readonly code: string;
  readonly spooler: Spooler;
}

export interface PrintHelper {
  readonly port: number;
  close(): Promise<void>;
}

const LARGEST = 20_000_000;
const MOST_COPIES = 9;

const isSame = (a: string, b: string): boolean => {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
};

/** A name that leads here under another name (DNS rebinding) is not ours. */
const isOwnHost = (host: string | undefined): boolean => /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host ?? '');

async function bodyOf(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LARGEST) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const isPdf = (body: Uint8Array): boolean => Buffer.from(body.subarray(0, 5)).toString('latin1') === '%PDF-';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const no = (status: number, reason: string): Answer => ({ status, body: { reason } });

async function print(request: IncomingMessage, query: URLSearchParams, { spooler }: HelperOptions): Promise<Answer> {
  const pdf = await bodyOf(request);
  if (pdf === undefined) return no(413, 'Giấy quá lớn để in.');
  if (!isPdf(pdf)) return no(415, 'Trình in chỉ nhận tệp PDF.');
  const copies = Number(query.get('copies') ?? 1);
  if (!Number.isInteger(copies) || copies < 1 || copies > MOST_COPIES) return no(400, 'Số bản in phải từ 1 đến 9.');
  const name = (key: string): string | undefined => query.get(key)?.slice(0, 200) || undefined;
  await spooler.print({ pdf, printer: name('printer'), tray: name('tray'), copies });
  return { status: 200, body: { printed: true } };
}

async function answerOf(request: IncomingMessage, options: HelperOptions): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const given = /^Bearer (.{1,200})$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  if (!isSame(given, options.code)) return no(401, 'Mã ghép không đúng. Ghép lại máy in ở màn hình In lại.');
  if (request.method === 'GET' && url.pathname === '/printers')
    return { status: 200, body: { printers: await options.spooler.printers() } };
  if (request.method === 'POST' && url.pathname === '/print') return print(request, url.searchParams, options);
  return no(404, 'Trình in không có việc này.');
}

/** Only a page of a named origin, asking this computer by its own name, is answered at all. */
function isWelcome(request: IncomingMessage, response: ServerResponse, origins: readonly string[]): boolean {
  const { origin, host } = request.headers;
  if (!isOwnHost(host) || origin === undefined || !origins.includes(origin)) return false;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('vary', 'origin');
  response.setHeader('access-control-allow-headers', 'authorization, content-type');
  response.setHeader('access-control-allow-methods', 'GET, POST');
  response.setHeader('access-control-allow-private-network', 'true');
  return true;
}

async function serve(request: IncomingMessage, response: ServerResponse, options: HelperOptions): Promise<void> {
  response.setHeader('cache-control', 'no-store');
  if (!isWelcome(request, response, options.origins)) {
    response.writeHead(403).end();
    return;
  }
  if (request.method === 'OPTIONS') {
    response.writeHead(204).end();
    return;
  }
  const told = await answerOf(request, options).catch((thrown: unknown) =>
    thrown instanceof SpoolTrouble ? no(409, thrown.message) : no(500, 'Trình in gặp lỗi. Mở lại trình in.'),
  );
  response.writeHead(told.status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(told.body));
}

/** Listens on loopback only; nobody but this computer can reach it. */
export function openPrintHelper(options: HelperOptions): Promise<PrintHelper> {
  const server = createServer((request, response) => {
    serve(request, response, options).catch(() => response.destroy());
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : options.port,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}
