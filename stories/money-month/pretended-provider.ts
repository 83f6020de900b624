import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A provider of electronic invoices that gives every invoice its number and code at once. */
export interface PretendedProvider {
  readonly address: string;
  /** how many invoices it has */
  count(): number;
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request) text += String(piece);
  return text;
}

/** The far end of the wire: JSON over HTTP and nothing of our record. */
export async function openPretendedProvider(): Promise<PretendedProvider> {
  const taken = new Map<string, object>();
  function take(text: string): object {
    const { uuid, template, series, total } = JSON.parse(text) as Record<string, string>;
    const no = String(taken.size + 1);
    const coded = { status: 'coded', taxCode: `M${no}`, xml: Buffer.from(`<HDon>${no}</HDon>`).toString('base64') };
    const invoice = taken.get(uuid ?? '') ?? { uuid, template, series, total, no, id: `P${no}`, ...coded };
    taken.set(uuid ?? '', invoice);
    return invoice;
  }
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const known = taken.get(decodeURIComponent(request.url?.split('/')[2] ?? ''));
    const answer = request.method === 'POST' ? take(await bodyOf(request)) : known;
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? {}));
  }
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    count: () => taken.size,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
