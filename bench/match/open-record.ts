import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@lienmach/database';
import {
  type BulkStore,
  type Caller,
  type FhirStore,
  migrate,
  openPostgres,
  openStore,
  recordMigrations,
  type Sql,
} from '@lienmach/fhir-store';

export interface MatchRecord {
  readonly sql: Sql;
  readonly store: FhirStore & BulkStore;
  close(): Promise<void>;
}

/** bytes of disk that a person takes while the record is filled: versions, index rows, write-ahead log */
const PER_PERSON = 9_000;
const SPARE = 4e9;

export const caller: Caller = {
  agent: { who: 'Device/bench', display: 'bench', client: 'bench', roles: ['tool'] },
  reach: { limit: () => 'all' },
};

/**
 * An empty record of its own in the folder for temporary files, on the embedded PostgreSQL with fsync on.
 *
 * @throws Error when the disk has too little room for so many persons
 */
export async function openRecord(persons: number): Promise<MatchRecord> {
  const { bavail, bsize } = statfsSync(tmpdir());
  const [free, needed] = [bavail * bsize, persons * PER_PERSON + SPARE];
  if (free < needed) {
    const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
    throw new Error(
      `${persons} persons need ${gigabytes(needed)} of disk, there are ${gigabytes(free)}; use --persons`,
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'lienmach-match-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const database = await startEmbeddedPostgres({ folder }).catch((thrown: unknown) => {
    remove();
    throw thrown;
  });
  const sql = openPostgres({ url: database.url, max: 4 });
  await migrate(sql, recordMigrations);
  return {
    sql,
    store: openStore(sql),
    async close() {
      await sql.close();
      await database.stop();
      remove();
    },
  };
}
