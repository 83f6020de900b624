import type { Taken } from '../inbound.ts';
import type { Depot } from './depot.ts';

export interface FolderInOptions {
  readonly depot: Depot;
  /** only files whose name ends so */
  readonly suffix: string;
  readonly take: (raw: Uint8Array) => Promise<Taken>;
  /** milliseconds between two looks; a file must be the same at both */
  readonly every?: number;
  /** bytes of one file */
  readonly largest?: number;
  /** the folder, or one file of it, could not be read this time */
  readonly onTrouble?: (error: unknown) => void;
}

export interface FolderIn {
  /** Looks once. @returns how many files were taken */
  look(): Promise<number>;
  close(): Promise<void>;
}

const LARGEST = 8_388_608;

/**
 * Takes whole files out of a folder, in the order of their names: `done/` holds what was applied, `failed/` what waits for
 * a person or was turned away; the answer lies beside it. A file that still grows, or lies there the first time, is left
 * alone; a link is never followed. What cannot be read stays, and holds up nobody. A crash between the two steps takes the
 * file again: the log knows it.
 */
export function openFolderIn(options: FolderInOptions): FolderIn {
  const { depot, every = 1000 } = options;
  let seen = new Map<string, string>();
  let running: Promise<number> | undefined;
  let isClosed = false;

  async function lookOnce(): Promise<number> {
    const still = new Map<string, string>();
    let taken = 0;
    const names = await depot.names();
    for (const name of names.filter((one) => one.endsWith(options.suffix)).sort()) {
      if (isClosed) break;
      const found = await depot.markOf(name);
      if (found === undefined) continue;
      if (seen.get(name) !== found.mark) still.set(name, found.mark);
      else if (await tryFile(name, found.size, options)) taken += 1;
      else still.set(name, found.mark);
    }
    seen = still;
    return taken;
  }
  const look = (): Promise<number> => {
    running ??= lookOnce().finally(() => {
      running = undefined;
    });
    return running;
  };
  const timer = setInterval(() => void look().catch((error: unknown) => options.onTrouble?.(error)), every);
  timer.unref();
  return {
    look,
    async close() {
      isClosed = true;
      clearInterval(timer);
      await running?.catch(() => undefined);
      await depot.close();
    },
  };
}

/** One file that cannot be read must not keep those behind it waiting. */
async function tryFile(name: string, size: number, options: FolderInOptions): Promise<boolean> {
  try {
    return await takeFile(name, size, options);
  } catch (error) {
    options.onTrouble?.(error);
    return false;
  }
}

/** @returns false: nothing could be stored, the file stays where it is */
async function takeFile(
  name: string,
  size: number,
  { depot, take, largest = LARGEST }: FolderInOptions,
): Promise<boolean> {
  if (size > largest) {
    await depot.settle(name, 'failed', new Uint8Array());
    return true;
  }
  const { state, answer } = await take(await depot.read(name));
  if (state === 'lost') return false;
  await depot.settle(name, state === 'parked' || state === 'refused' ? 'failed' : 'done', answer);
  return true;
}
