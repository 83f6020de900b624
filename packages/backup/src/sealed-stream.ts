import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { createGunzip, createGzip } from 'node:zlib';
import { isFhirError } from '@lienmach/outcome';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { errors } from './errors.ts';

/** A pair for one site: `recipient` may be known to all, `identity` opens every backup made for it. */
export async function makeBackupKey(): Promise<{ readonly identity: string; readonly recipient: string }> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/**
 * Packed and sealed: an age file (X25519, ChaCha20-Poly1305 in chunks) of a gzip stream, so that standard tools open it too.
 *
 * @throws backup.badRecipient
 * @source age v1 file format, C2SP age.md (from memory)
 */
export async function sealStream(chunks: AsyncIterable<Buffer>, recipients: readonly string[]): Promise<Readable> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) addRecipient(encrypter, recipient);
  const packed = createGzip({ level: 4 });
  const source = Readable.from(chunks, { objectMode: false });
  source.on('error', (thrown) => packed.destroy(thrown));
  source.pipe(packed);
  const sealed = await encrypter.encrypt(Readable.toWeb(packed) as unknown as ReadableStream<Uint8Array>);
  return Readable.fromWeb(sealed as unknown as NodeStream<Uint8Array>);
}

function addRecipient(encrypter: Encrypter, recipient: string): void {
  try {
    encrypter.addRecipient(recipient);
  } catch {
    throw errors.badRecipient();
  }
}

/** The lines of an identity file that are identities: others are remarks. */
export function identitiesIn(text: string): string[] {
  const found = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (found.length === 0 || found.some((line) => !/^AGE-SECRET-KEY-(PQ-)?1[A-Z0-9]+$/.test(line)))
    throw errors.badIdentity();
  return found;
}

const MAGIC = 'age-encryption.org/v1';

/**
 * What was sealed, chunk by chunk.
 *
 * @throws backup.notABackup, backup.wrongKey before the first chunk; backup.damaged at any time, at the latest at the end
 */
export async function* openStream(sealed: Readable, identities: readonly string[]): AsyncGenerator<Buffer> {
  const unpacked = createGunzip();
  try {
    const plain = Readable.fromWeb((await decrypt(sealed, identities)) as unknown as NodeStream<Uint8Array>);
    plain.on('error', (thrown) => unpacked.destroy(thrown));
    for await (const chunk of plain.pipe(unpacked)) yield chunk as Buffer;
  } catch (thrown) {
    throw isFhirError(thrown) ? thrown : errors.damaged({ detail: thrown instanceof Error ? thrown.name : undefined });
  } finally {
    sealed.destroy();
    unpacked.destroy();
  }
}

async function decrypt(sealed: Readable, identities: readonly string[]): Promise<ReadableStream<Uint8Array>> {
  const decrypter = new Decrypter();
  try {
    for (const identity of identities) decrypter.addIdentity(identity);
  } catch {
    throw errors.badIdentity();
  }
  try {
    return await decrypter.decrypt(Readable.toWeb(sealed) as unknown as ReadableStream<Uint8Array>);
  } catch (thrown) {
    const said = thrown instanceof Error ? thrown.message : '';
    if (/no identity matched/i.test(said)) throw errors.wrongKey();
    throw /version|header|age/i.test(said) && !said.includes(MAGIC) ? errors.notABackup() : errors.damaged();
  }
}
