import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { InvoicingRules } from '@lienmach/system-kit';
import type { TestHospitalOptions } from '@lienmach/testing';

type ServiceDeclaration = NonNullable<TestHospitalOptions['services']>[number];

/** What the wire carried. */
interface Taken {
  readonly uuid: string;
  readonly template: string;
  readonly series: string;
  readonly total: string;
  readonly no: string;
  status: string;
}

/** `right`; `away`: the line is cut; `page`: a page of a proxy; `refuses`; `later`: the code comes when `code()` is called; `other-total` */
type Mood = 'right' | 'away' | 'page' | 'refuses' | 'later' | 'other-total' | 'locked';

export interface TestProvider {
  readonly rules: InvoicingRules;
  readonly service: ServiceDeclaration;
  /** bodies that came, oldest first, repeats too */
  readonly heard: Record<string, unknown>[];
  /** invoices it has */
  readonly taken: ReadonlyMap<string, Taken>;
  mood: Mood;
  /** every invoice that waits becomes this */
  become(status: 'coded' | 'rejected'): void;
  close(): Promise<void>;
}

const secret = 'chi-de-thu-khong-dung-o-dau';

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request) text += String(piece);
  return text;
}

const answerOf = (one: Taken, total = one.total): object => ({
  ...one,
  id: `P${one.no}`,
  total,
  ...(one.status === 'coded'
    ? { taxCode: `M${one.no}`, xml: Buffer.from(`<HDon>${one.no}</HDon>`).toString('base64') }
    : {}),
  ...(one.status === 'rejected' ? { message: 'Sai ngày hóa đơn' } : {}),
});

/** The far end of the wire for one test file: it knows JSON over HTTP and nothing of our record. */
export async function openTestProvider(): Promise<TestProvider> {
  const taken = new Map<string, Taken>();
  const heard: Record<string, unknown>[] = [];

  function take(text: string): [number, object] {
    const body = JSON.parse(text) as Taken;
    heard.push({ ...body });
    if (provider.mood === 'refuses') return [422, { code: 'E1', message: 'Thiếu địa chỉ người mua' }];
    const { uuid, template, series, total } = body;
    const status = provider.mood === 'later' ? 'sent' : 'coded';
    const one = taken.get(uuid) ?? { uuid, template, series, total, no: String(taken.size + 1), status };
    taken.set(uuid, one);
    return [201, answerOf(one, provider.mood === 'other-total' ? '1' : total)];
  }

  function answer(request: IncomingMessage, text: string): [number, object] {
    if (request.headers.authorization !== `Bearer ${secret}` || provider.mood === 'locked') return [401, {}];
    if (request.url === '/notices') {
      heard.push(JSON.parse(text) as Record<string, unknown>);
      return provider.mood === 'refuses' ? [400, { message: 'Hóa đơn không có' }] : [201, { id: 'TB1' }];
    }
    if (request.method === 'POST') return take(text);
    const one = taken.get(decodeURIComponent(request.url?.split('/')[2] ?? ''));
    return one === undefined ? [404, {}] : [200, answerOf(one)];
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await bodyOf(request);
    if (provider.mood === 'away') {
      request.socket.destroy();
      return;
    }
    const [status, body] = answer(request, text);
    // what it took it has taken, whatever the proxy in front of it says
    if (provider.mood === 'page') response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Bảo trì</html>');
    else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const provider: TestProvider = {
    rules: {
      taxNumber: '0100109106',
      form: '2',
      isCoded: true,
      series: 'AA',
    },
    service: {
      id: 'ncc-thu',
      kind: 'invoice-provider',
      address: `http://127.0.0.1:${port}`,
      isInside: true,
      secrets: { key: secret },
    },
    heard,
    taken,
    mood: 'right',
    become(status) {
      for (const one of taken.values()) if (one.status === 'sent') one.status = status;
    },
    close() {
      return new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      });
    },
  };
  return provider;
}
