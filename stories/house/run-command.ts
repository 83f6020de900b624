import { spawn } from 'node:child_process';
import { join } from 'node:path';

const main = join(import.meta.dirname, '../../apps/cli/src/main.ts');

export interface CommandResult {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

/** `lienmach <args>` as a process of its own, as a person would type it. @param before  words in front, e.g. unshare */
export function runCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  before: readonly string[] = [],
): Promise<CommandResult> {
  const [program = process.execPath, ...rest] = [...before, process.execPath, main, ...args];
  const child = spawn(program, rest, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 120_000,
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, output, errors }));
  });
}
