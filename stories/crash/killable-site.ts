import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openClients } from '@lienmach/access';
import type { ServicePartner } from '@lienmach/system-kit';
import { openTestSql, type TestSql, testSite } from '@lienmach/testing';
import type { Bundle, FhirResource } from 'fhir/r4';

/** A site whose server is a process of its own: it can be killed and started again on the same database. */
export interface KillableSite {
  readonly database: TestSql;
  start(): Promise<void>;
  /** kill -9, and the lease of what it held is over */
  kill(): Promise<void>;
  ask<R extends FhirResource>(method: string, path: string, body?: object): Promise<R>;
  /** how many resources a search finds */
  count(query: string): Promise<number>;
  close(): Promise<void>;
}

/** Starts the process and waits for its first line. */
function spawnServer(environment: Readonly<Record<string, string>>): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'serve-site.ts')], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((ready, fail) => {
    child.stdout.once('data', (line: Buffer) => ready({ child, url: String(line).trim() }));
    child.once('exit', (code) => fail(new Error(`the site ended with ${code}`)));
  });
}

/** @param secrets  of the service, as its file holds them */
export async function openKillableSite(
  service: Omit<ServicePartner, 'secretFile'>,
  secrets: Readonly<Record<string, string>>,
): Promise<KillableSite> {
  const folder = mkdtempSync(join(tmpdir(), 'lienmach-kill-'));
  const database = await openTestSql();
  const secretFile = join(folder, 'secrets.json');
  writeFileSync(secretFile, JSON.stringify(secrets), { mode: 0o600 });
  writeFileSync(
    join(folder, 'site.json'),
    JSON.stringify({ ...testSite, partners: [], services: [{ ...service, secretFile }] }),
  );
  const client = {
    id: 'may-thu',
    display: 'Máy thử',
    reference: 'Practitioner/may-thu',
    roles: ['tool'],
    scope: 'system/*.cruds',
  };
  const secret = await openClients(database.sql).create(client);
  const environment = {
    LIENMACH_DATA_DIR: join(folder, 'data'),
    LIENMACH_SITE: join(folder, 'site.json'),
    LIENMACH_DATABASE_URL: database.url ?? '',
    LIENMACH_PORT: '0',
    LIENMACH_MLLP_PORT: '0',
    LIENMACH_LOG_LEVEL: 'fatal',
  };
  let running: { child: ChildProcess; url: string } | undefined;
  let token = '';

  async function ask<R extends FhirResource>(method: string, path: string, body?: object): Promise<R> {
    const answer = await fetch(`${running?.url}/fhir/R4${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 500)}`);
    return JSON.parse(text) as R;
  }
  async function kill(): Promise<void> {
    const child = running?.child;
    if (child === undefined || child.exitCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await gone;
    running = undefined;
    await database.sql.query({ text: 'update job set run_at = now() where state = 0' });
  }

  return {
    database,
    async start() {
      running = await spawnServer(environment);
      const form = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: client.id,
        client_secret: secret,
      });
      const answer = await fetch(`${running.url}/oauth2/token`, { method: 'POST', body: form });
      token = ((await answer.json()) as { access_token: string }).access_token;
    },
    kill,
    ask,
    async count(query) {
      return (await ask<Bundle>('GET', `/${query}&_summary=count`)).total ?? 0;
    },
    async close() {
      await kill();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
