import { createHash, type KeyObject } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { openKeyFolder } from '@lienmach/access';
import { type Migration, migrate, openPostgres } from '@lienmach/fhir-store';
import { type Certificate, signCertificate } from './certificate.ts';
import { checkSite } from './check-site.ts';
import { restoreBackup } from './restore-backup.ts';

export interface ProofTask {
  readonly path: string;
  readonly identities: readonly string[];
  /** of an empty database that may be thrown away */
  readonly url: string;
  /** an empty folder that may be thrown away */
  readonly dataDir: string;
  readonly migrations: readonly Migration[];
  readonly program: string;
  readonly now: () => Date;
  /** Ed25519 */
  readonly signWith: KeyObject;
}

/**
 * Restores a backup where nothing depends on it, brings it up to this release, checks all of it, and says so under signature.
 *
 * @throws what `restoreBackup` refuses: a backup that cannot be restored gets no certificate
 */
export async function proveBackup(task: ProofTask): Promise<Certificate> {
  const began = performance.now();
  const file = await fileFacts(task.path);
  const { head, manifest, database } = await restoreBackup(task);
  const sql = openPostgres({ url: task.url, max: 2 });
  try {
    await migrate(sql, task.migrations);
    const check = await checkSite(sql, openKeyFolder(task.dataDir).auditPublic);
    const { madeAt, program, migrations, database: from } = head;
    return signCertificate(
      {
        kind: 'lienmach-restore-certificate',
        passed: check.isSound,
        file,
        backup: { madeAt, program, database: from, migrations },
        restored: {
          at: task.now().toISOString(),
          seconds: (performance.now() - began) / 1000,
          program: task.program,
          database,
        },
        tables: manifest.tables.map(({ name, rows, checksum }) => ({ name, rows, checksum })),
        check,
      },
      task.signWith,
    );
  } finally {
    await sql.close();
  }
}

async function fileFacts(path: string) {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { name: basename(path), bytes, sha256: hash.digest('hex') };
}
