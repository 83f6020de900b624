import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSelfSignedCertificate, softwareSigner } from '@lienmach/documents';
import { type Caller, isResourceType, parseJson, type Sql } from '@lienmach/fhir-store';
import { type RunningServer, readConfiguration, startServer } from '@lienmach/server';
import type { Site, Subscriber, System } from '@lienmach/system-kit';
import type { Bundle, FhirResource } from 'fhir/r4';

/** A house that does not exist. */
const site: Site = {
  id: 'thu-chuan',
  kind: 'hospital',
  isDemo: true,
  facility: {
    code: '99001',
    authority: 'Sở Y tế tỉnh Thử',
    name: 'Bệnh viện Thử chuẩn',
    address: 'Số 1, Xã Thử, Tỉnh Thử',
    phone: '0000 000 001',
    organization: 'Organization/99001',
    hasBeds: true,
  },
  units: [],
  partners: [],
  bankAccount: { bin: '999999', number: '000000000001', name: 'BENH VIEN THU' },
};

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
}

/** The running server, from outside: everything goes over HTTP, save the access log, which nobody writes there. */
export interface Door {
  readonly server: RunningServer;
  /** address of the FHIR door */
  readonly base: string;
  readonly engine: string;
  send(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Resources of all pages that a search answers. @throws Error with the refusal */
  search(type: string, query: URLSearchParams): Promise<FhirResource[]>;
  /** The body as it comes in, until the signal ends it. */
  open(path: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>>;
  close(): Promise<void>;
}

/** Who is told of changes; somebody there means that the server also works off its outbox. */
export interface DoorOptions {
  readonly subscribers?: readonly Subscriber[];
}

const caller: Caller = {
  agent: { who: 'Device/conformance', display: 'conformance', client: 'conformance', roles: ['tool'] },
  reach: { limit: () => 'all' },
};

async function tokenOf({ access, url }: RunningServer): Promise<string> {
  const id = `conformance-${Date.now()}`;
  const secret = await access.clients.create({ id, display: id, roles: ['tool'], scope: 'system/*.cruds' });
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret });
  const answer = await fetch(`${url}/oauth2/token`, { method: 'POST', body });
  return ((await answer.json()) as { access_token: string }).access_token;
}

/** Starts the server as it is shipped, without reactions: what is loaded stays what is searched. */
export async function openDoor(
  sql: Sql,
  systems: readonly System[],
  { subscribers = [] }: DoorOptions = {},
): Promise<Door> {
  const folder = mkdtempSync(join(tmpdir(), 'lienmach-conformance-'));
  const environment = {
    LIENMACH_PORT: '0',
    LIENMACH_MLLP_PORT: '0',
    LIENMACH_ROLE: subscribers.length > 0 ? 'all' : 'api',
    LIENMACH_LOG_LEVEL: 'silent',
  };
  const signer = softwareSigner(await makeSelfSignedCertificate('Bệnh viện Thử chuẩn', new Date(), 5));
  const config = readConfiguration({ ...environment, LIENMACH_DATA_DIR: folder });
  const server = await startServer({
    config,
    sql,
    site: { ...site, subscribers },
    signer,
    systems,
    version: '0.0.0-conformance',
  });
  const base = `${server.url}/fhir/R4`;
  const token = await tokenOf(server);
  const send: Door['send'] = async (method, path, body, headers = {}) => {
    const isForm = body instanceof URLSearchParams;
    const answer = await fetch(path.startsWith('http') ? path : `${base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/fhir+json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isForm || typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, body: bodyOf(text) };
  };
  return {
    server,
    base,
    engine: sql.engine,
    send,
    async open(path, signal) {
      const answer = await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${token}` }, signal });
      if (!answer.ok || answer.body === null) throw new Error(`${answer.status} ${path}`);
      return answer.body;
    },
    search: (type, query) => (type === 'AuditEvent' ? searchLog(server, query) : searchAll(send, type, query)),
    async close() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function bodyOf(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function searchAll(send: Door['send'], type: string, query: URLSearchParams): Promise<FhirResource[]> {
  const found: FhirResource[] = [];
  let next: string | undefined = `/${type}?${query}`;
  while (next !== undefined) {
    const { status, body, text } = await send('GET', next, undefined, { prefer: 'handling=strict' });
    if (status !== 200) throw new Error(`${status} ${text.slice(0, 300)}`);
    const page = body as Bundle<FhirResource>;
    found.push(...(page.entry ?? []).flatMap(({ resource }) => resource ?? []));
    next = page.link?.find(({ relation }) => relation === 'next')?.url;
  }
  return found;
}

/** The log of access is neither written nor searched through the API: its rows go to the store itself. */
async function searchLog({ store }: RunningServer, query: URLSearchParams): Promise<FhirResource[]> {
  const page = await store.search(caller, 'AuditEvent', query);
  if (page.ignored.length > 0) throw new Error(`ignored: ${page.ignored.join(', ')}`);
  return page.matches.map(({ text }) => JSON.parse(text) as FhirResource);
}

/** Writes a resource that has its id where no door leads over HTTP. */
export async function writeInside({ server }: Door, resource: FhirResource): Promise<void> {
  if (!isResourceType(resource.resourceType)) throw new RangeError(resource.resourceType);
  await server.store.update(caller, parseJson(JSON.stringify(resource)) as unknown as FhirResource);
}
