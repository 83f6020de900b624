import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSelfSignedCertificate, softwareSigner } from '@lienmach/documents';
import type { Sql } from '@lienmach/fhir-store';
import type { Site, System } from '@lienmach/system-kit';
import { openTestSql, type TestSql, testSite } from '@lienmach/testing';
import { readConfiguration } from './configuration.ts';
import { type RunningServer, startServer } from './start.ts';

export interface TestServer {
  readonly server: RunningServer;
  readonly database: TestSql;
  readonly base: string;
  readonly dataDir: string;
  /** a token of a client with these roles, asked for over HTTP */
  token(...roles: string[]): Promise<string>;
  /** a request to `/fhir/R4…` as this role; no role: without a token */
  fhir(
    role: string | undefined,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Response>;
  close(): Promise<void>;
}

interface Options {
  readonly systems?: readonly System[];
  readonly environment?: Record<string, string>;
  readonly trusted?: readonly string[];
  readonly webFolder?: string;
  readonly site?: Partial<Site>;
  /** another way to the same database, e.g. through a wire that can be cut */
  readonly sqlFor?: (url: string | undefined) => Sql | undefined;
  /** the clock of the house; tokens are made by the real one */
  readonly now?: () => Date;
}

/** The server as it is shipped, on a free port, over a database of its own: for tests of this folder only. */
export async function openTestServer({
  systems,
  environment,
  trusted,
  webFolder,
  site,
  sqlFor,
  now,
}: Options = {}): Promise<TestServer> {
  const database = await openTestSql();
  const folder = mkdtempSync(join(tmpdir(), 'lienmach-server-'));
  const ownSql = sqlFor?.(database.url);
  const server = await startServer({
    config: readConfiguration({
      LIENMACH_PORT: '0',
      LIENMACH_MLLP_PORT: '0',
      LIENMACH_DATA_DIR: folder,
      LIENMACH_LOG_LEVEL: 'silent',
      ...environment,
    }),
    sql: ownSql ?? database.sql,
    site: { ...testSite, ...site },
    signer: softwareSigner(await makeSelfSignedCertificate('Bệnh viện Thử', new Date(), 5)),
    version: '0.0.0-test',
    ...(systems === undefined ? {} : { systems }),
    ...(trusted === undefined ? {} : { trusted }),
    ...(webFolder === undefined ? {} : { webFolder }),
    ...(now === undefined ? {} : { now }),
  });
  const tokens = new Map<string, Promise<string>>();
  const ask = async (roles: readonly string[]): Promise<string> => {
    const id = `test-${roles.join('-')}`;
    const secret = await server.access.clients.create({ id, display: id, roles, scope: 'system/*.cruds' });
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret });
    const answer = await fetch(`${server.url}/oauth2/token`, { method: 'POST', body });
    const { access_token } = (await answer.json()) as { access_token: string };
    return access_token;
  };
  const token = (...roles: string[]): Promise<string> => {
    const key = roles.join(' ');
    const known = tokens.get(key) ?? ask(roles);
    tokens.set(key, known);
    return known;
  };
  return {
    server,
    database,
    base: server.url,
    dataDir: folder,
    token,
    async fhir(role, method, path, body, headers = {}) {
      const bearer = role === undefined ? {} : { authorization: `Bearer ${await token(role)}` };
      const content = body === undefined ? {} : { 'content-type': 'application/fhir+json' };
      return fetch(`${server.url}/fhir/R4${path}`, {
        method,
        headers: { ...bearer, ...content, ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
    },
    async close() {
      await server.stop();
      await ownSql?.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
