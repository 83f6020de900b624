import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface PrimaryKeyServer {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

export async function startPrimaryKeyServer(databaseUrl: string): Promise<PrimaryKeyServer> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'primary-key-server.ts')], {
    env: { ...process.env, BENCH_LIMIT_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    url: `http://127.0.0.1:${String(port).trim()}`,
    pid: child.pid ?? 0,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}
