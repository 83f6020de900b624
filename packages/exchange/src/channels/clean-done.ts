import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isOwnFolder } from './own-folder.ts';

/**
 * Removes what a folder channel took and settled long ago; its bytes are in the log as long as that keeps them. What lies
 * in `failed/` waits for a person and stays.
 *
 * @returns how many files; with `isTrial` how many would go
 */
export async function cleanDone(folder: string, before: Date, isTrial = false): Promise<number> {
  const done = join(folder, 'done');
  const names = (await isOwnFolder(done)) ? await readdir(done).catch(() => []) : [];
  let gone = 0;
  for (const name of names) {
    const path = join(done, name);
    const found = await lstat(path).catch(() => undefined);
    // the time it was moved counts, not the one its writer gave it
    if (found?.isFile() !== true || Math.max(found.mtimeMs, found.ctimeMs) >= before.getTime()) continue;
    if (!isTrial) await rm(path, { force: true });
    gone += 1;
  }
  return gone;
}
