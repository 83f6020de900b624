import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errors } from './errors.ts';

/** The site's own keys, made at first start and never shipped: files of mode 0600 in `DATA_DIR/keys`. */
export interface SiteKeys {
  /** signs access tokens, ES256 */
  readonly token: KeyObject;
  readonly tokenPublic: KeyObject;
  /** signs the heads of the audit chain, Ed25519 */
  readonly audit: KeyObject;
  readonly auditPublic: KeyObject;
  /** keeps sign-in cookies honest */
  readonly cookie: string;
  /** seals the secrets of authenticators in the database */
  readonly factors: string;
}

function readOrMake(folder: string, name: string, make: () => string): string {
  const path = join(folder, name);
  if (!existsSync(path)) publish(path, make());
  if ((statSync(path).mode & 0o077) !== 0) throw errors.keysReadable({ detail: name });
  return readFileSync(path, 'utf8');
}

/** Whole or not at all, and the first one stays: a crash leaves no half key, and of two processes both read the same. */
function publish(path: string, text: string): void {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, text, { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST')) throw thrown;
  } finally {
    rmSync(draft);
  }
}

const pem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

/** @throws access.keysReadable when a key file is open to others */
export function openKeyFolder(dataDir: string): SiteKeys {
  const folder = join(dataDir, 'keys');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const makeToken = () => pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
  const makeAudit = () => pem(generateKeyPairSync('ed25519').privateKey);
  const token = createPrivateKey(readOrMake(folder, 'token.pem', makeToken));
  const audit = createPrivateKey(readOrMake(folder, 'audit.pem', makeAudit));
  const cookie = readOrMake(folder, 'cookie.txt', () => randomBytes(32).toString('base64url')).trim();
  const factors = readOrMake(folder, 'factors.txt', () => randomBytes(32).toString('base64url')).trim();
  return {
    token,
    tokenPublic: createPublicKey(token),
    audit,
    auditPublic: createPublicKey(audit),
    cookie,
    factors,
  };
}
