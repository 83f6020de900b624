import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { endpointOfChannel } from '@lienmach/core';
import { openPostgres } from '@lienmach/fhir-store';
import type { FhirResource } from 'fhir/r4';
import { type EmptySite, startEmptySite } from '../start-empty-site.ts';
import { groundOf } from './lab-messages.ts';

export interface BenchHouse {
  readonly site: EmptySite;
  /** brings one resource in */
  put(resource: FhirResource): Promise<void>;
  /** @param definition  of an incoming channel without its port. @returns the port it listens on */
  listen(id: string, definition: object): Promise<number>;
  send(id: string, port: number): Promise<void>;
  /** patients, orders and reports that result messages need */
  fill(run: string, count: number): Promise<void>;
  /** waits until every reaction to what was written has run. @returns how long that took, in seconds */
  settle(): Promise<number>;
}

const freePort = async (): Promise<number> => {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
};

const PEOPLE_A_BUNDLE = 50;
const WAITING =
  'select exists (select from outbox where not expanded) or exists (select from job where state = 0 and run_at <= now()) as some';

export async function openBenchHouse(folder: string): Promise<BenchHouse> {
  const site = await startEmptySite(folder);
  async function write(method: string, path: string, body: object): Promise<void> {
    const headers = {
      authorization: `Bearer ${site.token}`,
      'content-type': 'application/fhir+json',
      prefer: 'return=minimal',
    };
    const answer = await fetch(`${site.url}/fhir/R4${path}`, { method, headers, body: JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 500)}`);
  }
  const put = (resource: FhirResource): Promise<void> =>
    write('PUT', `/${resource.resourceType}/${resource.id}`, resource);
  const channel = async (id: string, transport: object, rest: object): Promise<void> => {
    const definition = JSON.stringify({ transport: { kind: 'mllp', ...transport }, partner: { id }, ...rest });
    const shown = { transport: 'mllp', codec: 'hl7v2', address: 'mllp://bench' };
    await put(endpointOfChannel({ id, name: id, status: 'active', definition }, 'Organization/bench', shown));
  };
  await put({ resourceType: 'Organization', id: 'bench', name: 'Bệnh viện đo' });
  return {
    site,
    put,
    async listen(id, rest) {
      const port = await freePort();
      await channel(id, { port }, { direction: 'in', rateLimit: { inHand: 64 }, ...rest });
      await untilOpen(port);
      return port;
    },
    send: (id, port) => channel(id, { port }, { direction: 'out' }),
    async settle() {
      const began = performance.now();
      const sql = openPostgres({ url: site.databaseUrl });
      try {
        for (let calm = 0; calm < 3; await new Promise((done) => setTimeout(done, 200))) {
          const [waiting] = await sql.query<{ some: boolean }>({ text: WAITING });
          calm = waiting?.some === false ? calm + 1 : 0;
        }
      } finally {
        await sql.close();
      }
      return (performance.now() - began) / 1000;
    },
    async fill(run, count) {
      for (let from = 0; from < count; from += PEOPLE_A_BUNDLE) {
        const people = Array.from({ length: Math.min(PEOPLE_A_BUNDLE, count - from) }, (_, at) => from + at);
        const entry = people.flatMap((index) => groundOf(run, index));
        await write('POST', '', { resourceType: 'Bundle', type: 'transaction', entry });
      }
    },
  };
}

/** The house follows an Endpoint a moment after it was written. */
async function untilOpen(port: number): Promise<void> {
  const { connect } = await import('node:net');
  for (let tries = 0; ; tries++) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (isOpen) return;
    if (tries === 200) throw new Error('the channel did not open');
    await new Promise((done) => setTimeout(done, 100));
  }
}

export interface Limit {
  readonly port: number;
  stop(): Promise<void>;
}

export async function startLimit(): Promise<Limit> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../exchange-limit-server.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { port } = JSON.parse(line) as { port: number };
  return {
    port,
    async stop() {
      child.kill('SIGTERM');
      await gone;
    },
  };
}
