import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errors } from './errors.ts';
import { type KeyAndCertificate, makeSelfSignedCertificate } from './self-signed-certificate.ts';
import { signDocument } from './sign-document.ts';
import { signInto } from './sign-into.ts';
import type { Signer } from './signer.ts';

const KEY_FILE = 'document-signer.pem';
const ONE_KEY_ONE_CERTIFICATE =
  /^(-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----)\s+(-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----)\s*$/;

/** A signer whose key lies in memory: for demo and test sites. A token or a remote service implements the same `Signer`. */
export function softwareSigner({ privateKey, certificate }: KeyAndCertificate): Signer {
  const key = createPrivateKey(privateKey);
  const { raw } = new X509Certificate(certificate);
  return {
    certificate,
    keyId: createHash('sha256').update(raw).digest('hex').slice(0, 16),
    sign: async (xml, signedAt) => signDocument(xml, key, certificate, signedAt),
    signInto: async (xml, element, signedAt) => signInto(xml, element, { key, certificate, signedAt }),
  };
}

/**
 * The software key of a site, from `document-signer.pem` in its key folder; made there (0600, in a folder of 0700) when it
 * is the first start. Key and certificate are one file, put in place by one rename: a crash leaves both or none.
 *
 * @throws errors.keyFileTooOpen, errors.keyFileBroken
 */
export async function loadSoftwareSigner(folder: string, commonName: string, now: Date): Promise<Signer> {
  const path = join(folder, KEY_FILE);
  const found = await readKeyFile(path);
  if (found !== undefined) return softwareSigner(found);
  const made = await makeSelfSignedCertificate(commonName, now, 5);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(made.privateKey + made.certificate);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  return softwareSigner(made);
}

async function readKeyFile(path: string): Promise<KeyAndCertificate | undefined> {
  const state = await stat(path).catch(() => undefined);
  if (state === undefined) return undefined;
  if ((state.mode & 0o077) !== 0) throw errors.keyFileTooOpen({ detail: (state.mode & 0o777).toString(8) });
  const [, privateKey, certificate] = ONE_KEY_ONE_CERTIFICATE.exec(await readFile(path, 'utf8')) ?? [];
  if (privateKey === undefined || certificate === undefined) throw errors.keyFileBroken();
  return { privateKey, certificate };
}
