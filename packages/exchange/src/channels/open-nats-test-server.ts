import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** undefined: neither in the path nor where Debian puts it */
const program = ['nats-server', '/usr/sbin/nats-server'].find((one) => spawnSync(one, ['--version']).status === 0);

/** undefined: it can run here */
export const whyNoNats = program === undefined ? 'the Debian package nats-server is not installed' : undefined;

export interface NatsTestServer {
  readonly port: number;
  /** at once, as in a power cut; what was acknowledged lies on disk */
  kill(): Promise<void>;
  /** again at the same port, over the same files */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Waits until it listens. @returns its port */
function ready(server: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let told = '';
    server.stderr?.on('data', (chunk: Buffer) => {
      told += chunk.toString();
      const port = /Listening for client connections on [\d.]+:(\d+)/.exec(told)?.[1];
      if (port !== undefined && told.includes('Server is ready')) resolve(Number(port));
    });
    server.once('exit', (code) => reject(new Error(`nats-server ended (${code}): ${told}`)));
  });
}

/** A partner's NATS server with JetStream. @param authorization  and `tls`: blocks of its configuration file */
export async function openNatsTestServer(authorization: string): Promise<NatsTestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'lienmach-nats-'));
  const config = join(folder, 'nats.conf');
  let port = -1;
  let server: ChildProcess | undefined;
  async function start(): Promise<void> {
    writeFileSync(
      config,
      `host: 127.0.0.1\nport: ${port}\nmax_payload: 65536\njetstream { store_dir: "${folder}/store" }\n${authorization}\n`,
    );
    server = spawn(program ?? '', ['-c', config], { stdio: ['ignore', 'ignore', 'pipe'] });
    port = await ready(server);
  }
  async function kill(): Promise<void> {
    const gone = server;
    server = undefined;
    if (gone === undefined) return;
    const ended = new Promise((resolve) => gone.once('exit', resolve));
    gone.kill('SIGKILL');
    await ended;
  }
  await start();
  return {
    get port() {
      return port;
    },
    start,
    kill,
    async close() {
      await kill();
      rmSync(folder, { recursive: true });
    },
  };
}
