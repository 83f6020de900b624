import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { defineErrors } from '@lienmach/outcome';
import {
  answerOf,
  digestOf,
  findFault,
  type InvoiceOrder,
  isProviderMode,
  type Kept,
  type KeptStatus,
  type ProviderMode,
  providerModes,
  tellFacility,
} from './invoice-provider-wire.ts';

const errors = defineErrors('invoice-provider', {
  noSecret: {
    issue: 'security',
    vi: 'Cần --secret-file: tệp khóa bí mật dùng chung với cơ sở.',
    en: '--secret-file must name the file with the shared secret',
  },
  unknownMode: {
    issue: 'code-invalid',
    vi: 'Chưa có cách trả lời "{mode}".',
    en: 'no mode called {mode}',
  },
});

export interface InvoiceProviderOptions {
  readonly port: number;
  readonly secret: string;
  readonly mode?: ProviderMode;
  /** address of the facility's webhook; absent: it has to ask */
  readonly to?: string;
  /** milliseconds that `slow` waits before it answers */
  readonly slowness?: number;
  /** milliseconds until `late` and `twice` have the code, and `right` has delivered */
  readonly lateness?: number;
  readonly say?: (line: string) => void;
}

export interface PretendedProvider {
  readonly url: string;
  /** everything it issued, oldest first */
  readonly issued: () => readonly Kept[];
  behave(mode: ProviderMode): void;
  close(): Promise<void>;
}

const MOST = 2_000_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request) {
    text += String(piece);
    if (text.length > MOST) throw new Error('too long');
  }
  return text;
}

/** What is kept, and in which mood it is answered. */
class Provider {
  readonly kept = new Map<string, Kept>();
  mode: ProviderMode;
  readonly #options: InvoiceProviderOptions;
  readonly #numbers = new Map<string, number>();
  #isOpen = true;

  constructor(options: InvoiceProviderOptions) {
    this.#options = options;
    this.mode = options.mode ?? 'right';
  }

  stop(): void {
    this.#isOpen = false;
  }

  /** the same key with the same content is the same invoice, whatever happened to the first answer */
  take(text: string): readonly [number, object] {
    const order = JSON.parse(text) as InvoiceOrder;
    const earlier = this.kept.get(order.uuid);
    if (earlier !== undefined) {
      return earlier.digest === digestOf(text)
        ? [200, answerOf(earlier, true)]
        : [409, { code: 'KEY_REUSED', message: 'Khóa đã dùng cho hóa đơn khác' }];
    }
    if (this.mode === 'refuses') return [422, { code: 'REFUSED', message: 'Nhà cung cấp từ chối (thử)' }];
    const fault = findFault(order, this.kept);
    if (fault !== undefined) return [422, { code: 'BAD_INVOICE', message: fault }];
    const book = `${order.template}${order.series}`;
    const number = (this.#numbers.get(book) ?? 0) + 1;
    this.#numbers.set(book, number);
    const kept: Kept = {
      order,
      digest: digestOf(text),
      id: `NCC-${this.kept.size + 1}`,
      no: String(number).padStart(8, '0'),
      status: 'signed',
    };
    this.kept.set(order.uuid, kept);
    this.#goOn(kept);
    return [201, answerOf(kept, true)];
  }

  #goOn(kept: Kept): void {
    const { lateness = 1000 } = this.#options;
    if (this.mode === 'late' || this.mode === 'twice') {
      const times = this.mode === 'twice' ? 2 : 1;
      void pause(lateness).then(() => this.#become(kept, 'coded', times));
      return;
    }
    if (this.mode === 'rejects') {
      kept.status = 'rejected';
      return;
    }
    kept.taxCode = `MTHU${kept.no}`;
    kept.status = 'coded';
    if (this.mode === 'right') void pause(lateness).then(() => this.#become(kept, 'delivered', 1));
  }

  async #become(kept: Kept, status: KeptStatus, times: number): Promise<void> {
    kept.taxCode = `MTHU${kept.no}`;
    kept.status = status;
    const { to, secret, say } = this.#options;
    for (let turn = 0; turn < times && to !== undefined && this.#isOpen; turn += 1) {
      const answered = await tellFacility(to, secret, kept);
      say?.(`${kept.order.uuid}: told ${status}, answered ${answered}`);
    }
  }

  answer(method: string, path: string, text: string): readonly [number, object] {
    if (method === 'POST' && path === '/invoices') return this.take(text);
    if (method === 'POST' && path === '/notices') return [201, { id: `TB-${digestOf(text).slice(0, 8)}` }];
    const [, uuid] = /^\/invoices\/([^/]+)$/.exec(path) ?? [];
    const kept = uuid === undefined ? undefined : this.kept.get(decodeURIComponent(uuid));
    return kept === undefined
      ? [404, { code: 'UNKNOWN', message: 'Không có hóa đơn này' }]
      : [200, answerOf(kept, true)];
  }
}

/** Whose mood is bad answers badly, but what it took it has taken. */
async function serve(
  provider: Provider,
  options: InvoiceProviderOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const json = (status: number, body: object): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
  };
  const path = request.url ?? '/';
  const text = await readText(request);
  if (path === '/mode' && request.method === 'POST') {
    const { mode } = JSON.parse(text) as { mode?: unknown };
    if (!isProviderMode(mode)) return json(400, { providerModes });
    provider.mode = mode;
    return json(200, { mode });
  }
  if (path === '/') return json(200, { mode: provider.mode, issued: provider.kept.size, providerModes });
  if (provider.mode === 'down') {
    request.socket.destroy();
    return;
  }
  if (request.headers.authorization !== `Bearer ${options.secret}`)
    return json(401, { code: 'KEY', message: 'Sai khóa' });
  const [status, body] = provider.answer(request.method ?? '', path, text);
  if (provider.mode === 'slow') await pause(options.slowness ?? 30_000);
  if (provider.mode === 'html') {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Bảo trì hệ thống</body></html>');
    return;
  }
  json(status, body);
}

/**
 * A pretended provider of electronic invoices: `POST /invoices`, `GET /invoices/<key>`, `POST /notices` with the shared
 * secret; `POST /mode {mode}` changes its mood. It issues nothing that counts.
 */
export async function simulateInvoiceProvider(options: InvoiceProviderOptions): Promise<PretendedProvider> {
  const provider = new Provider(options);
  const server = createServer((request, response) => {
    serve(provider, options, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(400, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((ready) => server.listen(options.port, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    issued: () => [...provider.kept.values()],
    behave(mode) {
      provider.mode = mode;
    },
    close() {
      provider.stop();
      return new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      });
    },
  };
}

/** `lienmach simulate invoice-provider --secret-file <file> [--listen 2591] [--to <webhook>] [--mode right]` */
export async function invoiceProviderCommand(args: readonly string[]): Promise<PretendedProvider> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      listen: { type: 'string', default: '2591' },
      to: { type: 'string' },
      'secret-file': { type: 'string' },
      mode: { type: 'string', default: 'right' },
    },
  });
  const { mode } = values;
  if (values['secret-file'] === undefined) throw errors.noSecret();
  if (!isProviderMode(mode)) throw errors.unknownMode({ mode });
  const provider = await simulateInvoiceProvider({
    port: Number(values.listen),
    secret: readFileSync(values['secret-file'], 'utf8').trim(),
    mode,
    ...(values.to === undefined ? {} : { to: values.to }),
    say: (line) => process.stdout.write(`invoice-provider: ${line}\n`),
  });
  process.stdout.write(`invoice-provider: listening on ${provider.url}\n`);
  return provider;
}
