import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Verdict, verifyDocument } from './verify-document.ts';

const CERTIFICATES = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * All certificates a site trusts: every certificate block of the `.pem` files in its folders, in order of name.
 * A folder that is not there holds none. Private keys in the same files are passed over and never returned.
 */
export async function readTrustStore(folders: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const folder of folders) {
    const names = await readdir(folder).catch(() => []);
    for (const name of names.filter((each) => each.endsWith('.pem')).sort()) {
      found.push(...((await readFile(join(folder, name), 'utf8')).match(CERTIFICATES) ?? []));
    }
  }
  return found;
}

/** What `lienmach verify <file>` says: trust comes from the site's folders, never from the file. */
export async function verifyFile(path: string, trustFolders: readonly string[], now: Date): Promise<Verdict> {
  const bytes = await readFile(path);
  const xml = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const isUtf8 = Buffer.from(xml, 'utf8').equals(bytes);
  return verifyDocument(isUtf8 ? xml : '', { trusted: await readTrustStore(trustFolders), now });
}
