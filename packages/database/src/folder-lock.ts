import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errors } from './errors.ts';

/** tenths of a second */
const patience = 20;

/** What the holder leaves for others to read: who holds the folder. */
interface Holder {
  readonly pid: number;
}

/**
 * One holder per data folder, by a lock of the kernel that dies with its process: `flock` holds the file for as long as
 * our end of its standard input is open, so even `kill -9` frees it.
 */
export class FolderLock {
  readonly #keeper: ChildProcess;

  private constructor(keeper: ChildProcess) {
    this.#keeper = keeper;
  }

  /** @throws `database.folderHeld` (412) naming the holder's pid */
  static async take(folder: string): Promise<FolderLock> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, 'holder.lock');
    for (let attempt = 0; ; attempt++) {
      const keeper = await tryLock(file);
      if (keeper) {
        writeFileSync(join(folder, 'holder.json'), JSON.stringify({ pid: process.pid } satisfies Holder), {
          mode: 0o600,
        });
        return new FolderLock(keeper);
      }
      // a holder killed a moment ago frees its lock as soon as the kernel has closed its pipes, so a refusal takes its time
      if (attempt >= patience) throw errors.folderHeld({ pid: readHolder(folder)?.pid ?? '?' });
      await sleep(100);
    }
  }

  async release(): Promise<void> {
    const gone = new Promise((done) => this.#keeper.once('exit', done));
    this.#keeper.stdin?.end();
    await gone;
  }
}

/** pid of the process that holds the folder now, if any does */
export function holderOf(folder: string): number | undefined {
  const holder = readHolder(folder);
  return holder && isAlive(holder.pid) ? holder.pid : undefined;
}

function tryLock(file: string): Promise<ChildProcess | undefined> {
  // `cat` answers one line once the lock is ours, then waits for the end of its input
  const keeper = spawn('flock', ['--nonblock', '--conflict-exit-code', '73', file, 'cat'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return new Promise((settle, fail) => {
    keeper.once('error', fail);
    keeper.once('exit', () => settle(undefined));
    keeper.stdout.once('data', () => settle(keeper));
    keeper.stdin.on('error', () => undefined);
    keeper.stdin.write('held\n');
  });
}

function readHolder(folder: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'holder.json'), 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
