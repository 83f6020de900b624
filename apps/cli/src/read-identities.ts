import { readFile } from 'node:fs/promises';
import { backupErrors, identitiesIn } from '@lienmach/backup';

/** @throws backup.badIdentity */
export async function readIdentities(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) throw backupErrors.badIdentity({ detail: file });
  return identitiesIn(text);
}
