import { lstat, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Taken } from '../inbound.ts';

export interface FolderInOptions {
  readonly folder: string;
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
export async function openFolderIn(options: FolderInOptions): Promise<FolderIn> {
  const { folder, every = 1000 } = options;
  for (const name of ['done', 'failed']) await mkdir(join(folder, name), { recursive: true, mode: 0o700 });
  let seen = new Map<string, string>();
  let running: Promise<number> | undefined;

  async function lookOnce(): Promise<number> {
    const still = new Map<string, string>();
    let taken = 0;
    for (const name of (await readdir(folder)).filter((one) => one.endsWith(options.suffix)).sort()) {
      const mark = await markOf(join(folder, name));
      if (mark === undefined) continue;
      if (seen.get(name) !== mark) still.set(name, mark);
      else if (await tryFile(name, options)) taken += 1;
      else still.set(name, mark);
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
      clearInterval(timer);
      await running?.catch(() => undefined);
    },
  };
}

/** One file that cannot be read must not keep those behind it waiting. */
async function tryFile(name: string, options: FolderInOptions): Promise<boolean> {
  try {
    return await takeFile(name, options);
  } catch (error) {
    options.onTrouble?.(error);
    return false;
  }
}

/** A place in `done/` or `failed/` that nothing lies at yet: what lies there is never written over. */
async function freeName(folder: string, name: string): Promise<string> {
  for (let turn = 1; ; turn++) {
    const wanted = turn === 1 ? name : `${name}.${turn}`;
    if ((await lstat(join(folder, wanted)).catch(() => undefined)) === undefined) return wanted;
  }
}

/** Size and time of a file; undefined: no file, a link, or gone again. */
async function markOf(path: string): Promise<string | undefined> {
  const found = await lstat(path).catch(() => undefined);
  return found?.isFile() ? `${found.size} ${found.mtimeMs}` : undefined;
}

/** @returns false: nothing could be stored, the file stays where it is */
async function takeFile(name: string, { folder, take, largest = LARGEST }: FolderInOptions): Promise<boolean> {
  const path = join(folder, name);
  if ((await lstat(path)).size > largest) {
    await rename(path, join(folder, 'failed', await freeName(join(folder, 'failed'), name)));
    return true;
  }
  const { state, answer } = await take(await readFile(path));
  if (state === 'lost') return false;
  const end = state === 'parked' || state === 'refused' ? 'failed' : 'done';
  const kept = await freeName(join(folder, end), name);
  if (answer.length > 0) await writeFile(join(folder, end, `${kept}.answer`), answer, { mode: 0o600 });
  await rename(path, join(folder, end, kept));
  return true;
}
