import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findRunningUrl } from '@lienmach/database';

const main = join(import.meta.dirname, '../apps/cli/src/main.ts');
/** as the scripts of package.json start it */
const shipped = ['--max-semi-space-size=32'];

/** The program as `npm run demo` starts it, in a process and a folder of its own. */
export interface Program {
  readonly url: string;
  readonly token: string;
  /** a token lasts an hour at most: long runs ask again */
  newToken(): Promise<string>;
  readonly serverPid: number;
  readonly databasePid: number;
  readonly databaseUrl: string;
  readonly dataFolder: string;
  /** ends the program and removes its folder; twice is once */
  stop(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((answer) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => answer(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

async function untilUp(child: ChildProcess): Promise<void> {
  let told = '';
  const ended = new Promise<never>((_, fail) => {
    child.once('exit', (code) => fail(new Error(`the program ended with ${code}: ${told.slice(-800)}`)));
  });
  ended.catch(() => undefined);
  const isUp = new Promise<void>((up) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      told += chunk;
    });
    child.stdout?.on('data', (chunk: Buffer) => {
      if (String(chunk).includes('Ctrl+C')) up();
    });
  });
  const tooLate = sleep(180_000, undefined, { ref: false }).then(() => Promise.reject(new Error('not ready in 180 s')));
  await Promise.race([isUp, ended, tooLate]);
}

async function askToken(url: string, folder: string): Promise<string> {
  const client = JSON.parse(readFileSync(join(folder, 'demo-client.json'), 'utf8')) as Record<string, string>;
  const body = new URLSearchParams({ ...client, grant_type: 'client_credentials' });
  const answer = await fetch(`${url}/oauth2/token`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`no token: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { access_token: string }).access_token;
}

/**
 * Nothing is set for the measurement: token, policy, validation, audit, history, outbox and fsync are as shipped.
 *
 * @param onSpawn  told how to stop it as soon as it exists, long before it is ready
 * @param nodeOptions  for the profiler only
 */
export async function startProgram(
  onSpawn: (stop: () => Promise<void>) => void,
  nodeOptions: readonly string[] = [],
): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), 'lienmach-bench-'));
  const port = await freePort();
  const env = {
    ...process.env,
    LIENMACH_DATA_DIR: folder,
    LIENMACH_PORT: String(port),
    LIENMACH_MLLP_PORT: '0',
    LIENMACH_RATE_CLIENT: '60000000', // one client asks for a whole hospital; it is counted all the same
  };
  const child = spawn(process.execPath, [...shipped, ...nodeOptions, main, 'demo', '--no-visit'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // Ctrl+C reaches us only; we end the program in order
  });
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopped ??= endProgram(child, folder);
    return stopped;
  };
  onSpawn(stop);
  try {
    await untilUp(child);
    const url = `http://127.0.0.1:${port}`;
    return {
      url,
      token: await askToken(url, folder),
      newToken: () => askToken(url, folder),
      serverPid: child.pid ?? 0,
      databasePid: Number.parseInt(readFileSync(join(folder, 'pg', 'postmaster.pid'), 'utf8'), 10),
      databaseUrl: findRunningUrl(folder) ?? '',
      dataFolder: folder,
      stop,
    };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

async function endProgram(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
    await gone;
    clearTimeout(late);
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
