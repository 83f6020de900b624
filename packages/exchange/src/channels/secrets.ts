import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errors } from '../errors.ts';

/** A secret of the site by its name. @throws exchange.channelSecret */
export type ReadSecret = (name: string) => string;

/** What a channel may read. */
export type SecretsOf = (channel: string) => ReadSecret;

/** Whoever declares channels must not reach what others keep: a channel reads files that carry its own name, and no other. */
export const isOwn = (channel: string, name: string): boolean => name === channel || name.startsWith(`${channel}.`);

/** Secrets are files of one folder, readable by the service only; read when a channel starts, never shown. */
export const secretsIn =
  (folder: string): SecretsOf =>
  (channel) =>
  (name) => {
    if (!/^[a-z0-9][a-z0-9._-]{0,127}$/.test(name)) throw errors.channelSecret({ name: '?' });
    if (!isOwn(channel, name)) throw errors.channelSecret({ name, detail: `${channel} or ${channel}.<part>` });
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
