import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface EmptySite {
  readonly url: string;
  /** may create and change everything, and read nothing */
  readonly token: string;
  readonly databaseUrl: string;
  readonly databasePid: number;
  readonly serverPid: number;
  stop(): Promise<void>;
}

/** @param nodeOptions  for the profiler only */
export async function startEmptySite(folder: string, nodeOptions: readonly string[] = []): Promise<EmptySite> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const child = spawn(process.execPath, [...nodeOptions, join(import.meta.dirname, 'empty-site-server.ts')], {
    env: { ...process.env, BENCH_SITE_FOLDER: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const gone = once(child, 'exit');
  const told = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>;
  const first = await Promise.race([told, gone]);
  if (typeof first[0] !== 'string') throw new Error(`the empty site ended with ${first[0]}`);
  const addresses = JSON.parse(first[0]) as Pick<EmptySite, 'url' | 'token' | 'databaseUrl' | 'databasePid'>;
  return {
    ...addresses,
    serverPid: child.pid ?? 0,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await gone;
    },
  };
}
