import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

const keyOf = (key: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', 'lienmach second factors', 32));

/** A secret that must be read again stands sealed in the database; `about` (whose it is) is sealed with it. */
export function sealSecret(key: string, secret: Uint8Array, about: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, keyOf(key), nonce).setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** @throws when the key is another one, or the row was moved to somebody else */
export function openSecret(key: string, sealed: Uint8Array, about: string): Buffer {
  const bytes = Buffer.from(sealed);
  const open = createDecipheriv(CIPHER, keyOf(key), bytes.subarray(0, NONCE)).setAAD(Buffer.from(about));
  open.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  return Buffer.concat([open.update(bytes.subarray(NONCE + TAG)), open.final()]);
}
