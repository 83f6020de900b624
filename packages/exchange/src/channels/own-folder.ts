import { lstat } from 'node:fs/promises';

/** A folder that lies where its path says. Partners write beside it: a link in its place would lead anywhere. */
export const isOwnFolder = async (path: string): Promise<boolean> =>
  (await lstat(path).catch(() => undefined))?.isDirectory() === true;
