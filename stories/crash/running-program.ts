import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const main = join(import.meta.dirname, '../../apps/cli/src/main.ts');

/** The program as a site runs it, in a process of its own that can be killed. */
export interface RunningProgram {
  readonly url: string;
  readonly process: ChildProcess;
  token(): Promise<string>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

export const freePort = (): Promise<number> =>
  new Promise((answer) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => answer(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** Starts the demo without its visit and waits until it answers. @throws when it is not ready within a minute */
export async function startProgram(folder: string, port: number): Promise<RunningProgram> {
  const env = {
    ...process.env,
    LIENMACH_DATA_DIR: folder,
    LIENMACH_PORT: String(port),
    LIENMACH_MLLP_PORT: '0',
    LIENMACH_LOG_LEVEL: 'fatal',
  };
  const child = spawn(process.execPath, [main, 'demo', '--no-visit'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = `http://127.0.0.1:${port}`;
  const ended = new Promise<never>((_, fail) =>
    child.once('exit', (code) => fail(new Error(`the program ended with ${code}`))),
  );
  ended.catch(() => undefined);
  const isUp = new Promise<void>((up) => {
    child.stdout.on('data', (chunk: Buffer) => {
      if (String(chunk).includes('Ctrl+C')) up();
    });
  });
  await Promise.race([isUp, ended, sleep(60_000).then(() => Promise.reject(new Error('not ready in 60 s')))]);
  return {
    url,
    process: child,
    token: () => tokenOf(url, folder),
    async kill(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((done) => child.once('exit', done));
      child.kill(signal);
      await gone;
    },
  };
}

/** A program whose database has just come back may still say 503 once: ask again, as every client does. */
async function tokenOf(url: string, folder: string): Promise<string> {
  const secret = JSON.parse(readFileSync(join(folder, 'demo-client.json'), 'utf8')) as Record<string, string>;
  const body = new URLSearchParams({ grant_type: 'client_credentials', ...secret });
  for (let attempt = 0; ; attempt++) {
    const answer = await fetch(`${url}/oauth2/token`, { method: 'POST', body });
    if (answer.ok) return ((await answer.json()) as { access_token: string }).access_token;
    if (answer.status !== 503 || attempt === 20) throw new Error(`token refused: ${answer.status}`);
    await sleep(100);
  }
}
