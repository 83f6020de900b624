import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Certificate, certificatePage, proveBackup } from '@lienmach/backup';
import { startEmbeddedPostgres } from '@lienmach/database';
import { migrations, readConfiguration } from '@lienmach/server';
import { machineKey } from '../machine-key.ts';
import { readIdentities } from '../read-identities.ts';
import { siteMigrations } from '../site-stamp.ts';
import { version } from '../version.ts';

/** In a PostgreSQL of its own that lives as long as the test. */
async function prove(path: string, identities: readonly string[], dataDir: string): Promise<Certificate> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const folder = mkdtempSync(join(resolve(dataDir), 'restore-test-'));
  const database = await startEmbeddedPostgres({ folder, isDurable: false });
  try {
    return await proveBackup({
      path,
      identities,
      url: database.url,
      dataDir: join(folder, 'site'),
      migrations: [...migrations, ...siteMigrations],
      program: version,
      now: () => new Date(),
      signWith: machineKey(dataDir, 'certificate-key', 'restore-test'),
    });
  } finally {
    await database.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** `lienmach restore-test <file> --identity <file>`: restores it aside, checks everything, leaves a signed certificate beside it. */
export async function testRestore(file: string, { identity }: { identity: string }): Promise<void> {
  const { dataDir } = readConfiguration(process.env);
  const path = resolve(file);
  const certificate = await prove(path, await readIdentities(identity), dataDir);
  const page = certificatePage(certificate);
  writeFileSync(`${path}.certificate.json`, `${JSON.stringify(certificate, undefined, 2)}\n`);
  writeFileSync(`${path}.certificate.txt`, page);
  console.log(page);
  if (!certificate.proof.passed) process.exitCode = 1;
}
