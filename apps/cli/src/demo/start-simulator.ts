import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Simulator {
  /** its first line */
  readonly said: string;
  stop(): void;
}

/** A simulator as a process of its own; it is ready when it says where it listens. */
export function startSimulator(service: string, options: readonly string[]): Promise<Simulator> {
  const main = join(import.meta.dirname, '..', 'main.ts');
  // the channel tells the simulator when we are gone, however we went
  const child = spawn(process.execPath, [main, 'simulate', service, ...options], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  return new Promise((ready, fail) => {
    child.stdout?.once('data', (line: Buffer) => {
      child.stdout?.resume();
      ready({ said: line.toString('utf8'), stop: () => child.kill('SIGTERM') });
    });
    child.once('exit', (code) => fail(new Error(`the simulator ${service} ended with ${code}`)));
  });
}
