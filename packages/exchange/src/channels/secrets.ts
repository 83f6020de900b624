import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errors } from '../errors.ts';

/** A secret of the site by its name. @throws exchange.channelSecret */
export type ReadSecret = (name: string) => string;

/** Secrets are files of one folder, readable by the service only; read when a channel starts, never shown. */
export const secretsIn =
  (folder: string): ReadSecret =>
  (name) => {
    if (!/^[a-z0-9][a-z0-9._-]{0,63}$/.test(name)) throw errors.channelSecret({ name: '?' });
    try {
      return readFileSync(join(folder, name), 'utf8').trim();
    } catch {
      throw errors.channelSecret({ name });
    }
  };

/** A bearer credential: it has to pass through a header. @throws exchange.channelSecret when it is missing, or short enough to be guessed */
export function credentialOf(read: ReadSecret, name: string): string {
  const secret = read(name);
  if (!/^[\x21-\x7e]{32,}$/.test(secret)) throw errors.channelSecret({ name });
  return secret;
}
