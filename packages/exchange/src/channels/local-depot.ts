import { constants } from 'node:fs';
import { lstat, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errors } from '../errors.ts';
import type { Depot } from './depot.ts';
import { isOwnFolder } from './own-folder.ts';

/** A place in `done/` or `failed/` that nothing lies at yet. */
async function freeName(folder: string, name: string): Promise<string> {
  for (let turn = 1; ; turn++) {
    const wanted = turn === 1 ? name : `${name}.${turn}`;
    if ((await lstat(join(folder, wanted)).catch(() => undefined)) === undefined) return wanted;
  }
}

/** @throws exchange.folderReplaced: partners write beside them, a link in their place would lead anywhere */
async function mustBeOwn(folder: string): Promise<void> {
  for (const name of ['done', 'failed'])
    if (!(await isOwnFolder(join(folder, name)))) throw errors.folderReplaced({ at: name });
}

/** A folder of this machine, with its `done/` and `failed/`. */
export async function localDepot(folder: string): Promise<Depot> {
  for (const name of ['done', 'failed']) await mkdir(join(folder, name), { recursive: true, mode: 0o700 });
  return depotIn(folder);
}

const depotIn = (folder: string): Depot => ({
  async names() {
    await mustBeOwn(folder);
    return readdir(folder);
  },
  async markOf(name) {
    const found = await lstat(join(folder, name)).catch(() => undefined);
    return found?.isFile() ? { size: found.size, mark: `${found.size} ${found.mtimeMs}` } : undefined;
  },
  read: (name) => readFile(join(folder, name), { flag: constants.O_RDONLY | constants.O_NOFOLLOW }),
  async settle(name, end, answer) {
    await mustBeOwn(folder);
    const kept = await freeName(join(folder, end), name);
    if (answer.length > 0) await writeFile(join(folder, end, `${kept}.answer`), answer, { mode: 0o600 });
    await rename(join(folder, name), join(folder, end, kept));
  },
  close: async () => undefined,
});
