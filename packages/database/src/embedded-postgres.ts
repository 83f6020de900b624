import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errors } from './errors.ts';
import { holderOf, isAlive } from './folder-lock.ts';
import { spawnPostgres } from './postgres-binaries.ts';

export interface EmbeddedOptions {
  /** the site's data folder (mode 0700); the cluster lives in `pg/` below it */
  readonly folder: string;
  /** tests may trade safety for speed; a site never does */
  readonly isDurable?: boolean;
  /** called with one line whenever the server had to be started again */
  readonly onRestart?: (reason: string) => void;
}

export interface EmbeddedPostgres {
  /** connection URL of the database `lienmach`, secret included: never log it */
  readonly url: string;
  /** pid of the postmaster now */
  pid(): number | undefined;
  stop(): Promise<void>;
}

const readyLine = /database system is ready to accept connections/;
const busyLine = /pre-existing shared memory|lock file .* (already exists|is empty)|Address already in use/i;

/**
 * Runs PostgreSQL inside the data folder: makes the cluster when new, stops a survivor of `kill -9`, and starts the server
 * again on the same port when it dies. Call only while holding the folder's lock.
 *
 * @throws `database.didNotStart`, `database.cannotRunAsRoot`
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const cluster = join(options.folder, 'pg');
  const secret = readSecret(options.folder);
  if (!existsSync(join(cluster, 'PG_VERSION'))) await makeCluster(options.folder, cluster);
  await stopSurvivor(cluster);
  const port = await freePort();
  const start = () => startServer(cluster, port, options.isDurable ?? true);
  let server = await start();
  let isStopping = false;
  /** while the server is being started again: who stops has to wait for it, or it would live on alone */
  let revival: Promise<void> | undefined;

  const watch = () => {
    server.once('exit', (code, signal) => {
      if (isStopping) return;
      options.onRestart?.(`PostgreSQL ended (${signal ?? code}); starting it again`);
      revival = revive();
    });
  };
  const revive = async () => {
    while (!isStopping) {
      try {
        server = await start();
        return watch();
      } catch {
        await sleep(500);
      }
    }
  };
  watch();

  return {
    url: `postgres://lienmach:${secret}@127.0.0.1:${port}/postgres`,
    pid: () => server.pid,
    async stop() {
      isStopping = true;
      await revival;
      await end(server);
    },
  };
}

/** made once, 0600, never a default */
function readSecret(folder: string): string {
  const file = join(folder, 'secrets', 'postgres-password');
  if (!existsSync(file)) {
    mkdirSync(join(folder, 'secrets'), { recursive: true, mode: 0o700 });
    // whole or not at all: an empty file left by a crash would be taken for the secret for ever
    writeFileSync(`${file}.new`, randomBytes(24).toString('hex'), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return readFileSync(file, 'utf8').trim();
}

/** initdb into a side folder and one rename: a cluster is there whole or not at all */
async function makeCluster(folder: string, cluster: string): Promise<void> {
  const fresh = join(folder, 'pg.new');
  rmSync(fresh, { recursive: true, force: true });
  rmSync(cluster, { recursive: true, force: true });
  const args = ['-D', fresh, '-U', 'lienmach', '--pwfile', join(folder, 'secrets', 'postgres-password')];
  const settings = ['--auth=scram-sha-256', '--locale=C', '--encoding=UTF8', '--data-checksums', '--no-instructions'];
  const child = spawnPostgres('initdb', [...args, ...settings], folder, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  const code = await new Promise<number | null>((done) => child.once('close', done));
  if (code !== 0) throw errors.didNotStart({ detail: said.slice(-500) });
  renameSync(fresh, cluster);
}

/** a postmaster left behind by a killed process: the folder's lock is ours, so nobody else may be using it */
async function stopSurvivor(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  if (!Number.isInteger(pid) || !isPostmaster(pid, cluster)) return;
  process.kill(pid, 'SIGINT');
  for (let waited = 0; isAlive(pid); waited += 50) {
    if (waited === 5_000) process.kill(pid, 'SIGQUIT');
    await sleep(50);
  }
}

function isPostmaster(pid: number, cluster: string): boolean {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return words.some((word) => word.endsWith('/postgres')) && words.includes(cluster);
  } catch {
    return false;
  }
}

async function startServer(cluster: string, port: number, isDurable: boolean): Promise<ChildProcess> {
  for (let attempt = 0; ; attempt++) {
    const outcome = await tryStart(cluster, port, isDurable);
    if (typeof outcome !== 'string') return outcome;
    // children of a postmaster that was killed need a moment to notice it
    if (attempt >= 100 || !busyLine.test(outcome)) throw errors.didNotStart({ detail: outcome.slice(-500) });
    // a survivor may have been so young that it had not written its file when it was looked for
    await stopSurvivor(cluster);
    await sleep(100);
  }
}

/** @returns the running server, or what it said before it gave up */
function tryStart(cluster: string, port: number, isDurable: boolean): Promise<ChildProcess | string> {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port,
    max_connections: 100,
    shared_buffers: '128MB',
    max_wal_size: '2GB',
    fsync: isDurable ? 'on' : 'off',
    synchronous_commit: isDurable ? 'on' : 'off',
    log_statement: 'none',
    log_min_error_statement: 'panic',
    log_min_duration_statement: -1,
  };
  const args = ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const child = spawnPostgres('postgres', args, cluster, { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  return new Promise((settle) => {
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      if (said.length < 20_000) said += chunk;
      if (readyLine.test(said)) settle(child);
    });
    child.once('error', (error) => settle(error.message));
    // not 'exit': what it said last may still be on its way then, and an unread "lock file exists" would not be tried again
    child.once('close', () => settle(said));
  });
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = new Promise((done) => server.once('exit', done));
  server.kill('SIGINT');
  const impatient = setTimeout(() => server.kill('SIGQUIT'), 10_000);
  await gone;
  clearTimeout(impatient);
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** URL of the server that another process of ours runs in this folder, if one does: for commands beside a running site. */
export function findRunningUrl(folder: string): string | undefined {
  if (holderOf(folder) === undefined) return undefined;
  try {
    const port = readFileSync(join(folder, 'pg', 'postmaster.pid'), 'utf8').split('\n')[3];
    return `postgres://lienmach:${readSecret(folder)}@127.0.0.1:${port}/postgres`;
  } catch {
    return undefined;
  }
}
