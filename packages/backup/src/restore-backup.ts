import { existsSync, readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Migration, migrate } from '@lienmach/fhir-store';
import pg from 'pg';
import type { BackupHead, BackupManifest } from './backup-format.ts';
import { clientSql } from './client-sql.ts';
import { errors } from './errors.ts';
import { readBackup, type SealedFile } from './read-backup.ts';
import { isEmptyDatabase, quoted, siteTables, tableChecksum, writePlainTexts } from './site-tables.ts';
import { TableLoad } from './table-load.ts';

export interface RestoreTask extends SealedFile {
  /** of an empty database */
  readonly url: string;
  /** gets the keys; absent: the database alone */
  readonly dataDir?: string;
  /** of this program, in their order */
  readonly migrations: readonly Migration[];
  readonly onTable?: (name: string) => void;
}

export interface Restored {
  readonly head: BackupHead;
  readonly manifest: BackupManifest;
  /** server version of the database it is in now */
  readonly database: string;
}

/**
 * A backup into an empty database, in one transaction: the schema as it was then, every table, the counters; held against
 * what was counted at the backup. Whatever is wrong with the file or the place, nothing of it stays. Bringing the schema up to
 * this release is the next start's work, as ever.
 *
 * @throws backup.notEmpty, backup.keysThere, backup.tooOldServer, backup.newer, backup.differs, and what `readBackup` refuses
 */
export async function restoreBackup(task: RestoreTask): Promise<Restored> {
  checkKeys(task.dataDir);
  const client = new pg.Client({ connectionString: task.url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const database = await checkTarget(client);
    await client.query('begin');
    const files = new Map<string, Buffer>();
    const { head, manifest } = await load(client, task, files);
    await compare(client, manifest);
    await setSequences(client, manifest);
    await client.query('commit');
    if (task.dataDir !== undefined) await writeFiles(task.dataDir, files);
    return { head, manifest, database };
  } finally {
    await client.end().catch(() => undefined); // what was not committed is gone with the connection
  }
}

function checkKeys(dataDir: string | undefined): void {
  const folder = dataDir === undefined ? undefined : join(dataDir, 'keys');
  if (folder !== undefined && existsSync(folder) && readdirSync(folder).length > 0) throw errors.keysThere();
}

async function checkTarget(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ number: number; version: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
  );
  const { number = 0, version = '' } = rows[0] ?? {};
  if (number < 150_000) throw errors.tooOldServer({ detail: version });
  if (!(await isEmptyDatabase(client))) throw errors.notEmpty();
  return version;
}

async function load(client: pg.Client, task: RestoreTask, files: Map<string, Buffer>) {
  let columns = new Map<string, readonly string[]>();
  let under: { readonly table: string; readonly load: TableLoad } | undefined;
  const end = async (): Promise<void> => {
    await under?.load.end();
    under = undefined;
  };
  const told = await readBackup(task, {
    async head(head) {
      await makeSchema(client, head, task.migrations);
      columns = new Map(head.tables.map((table) => [table.name, table.columns]));
    },
    async part(table, bytes) {
      const names = columns.get(table);
      if (!names) throw errors.damaged({ detail: table });
      if (under?.table !== table) {
        await end();
        task.onTable?.(table);
        under = { table, load: new TableLoad(client, table, names) };
      }
      await under.load.write(bytes);
    },
    file: (name, body) => void files.set(name, body),
  });
  await end();
  return told;
}

/** The schema of that day; rows that migrating itself makes give way to those of the backup. */
async function makeSchema(client: pg.Client, head: BackupHead, known: readonly Migration[]): Promise<void> {
  const ran = new Set(head.migrations);
  const unknown = head.migrations.find((id) => !known.some((migration) => migration.id === id));
  if (unknown !== undefined) throw errors.newer({ detail: unknown });
  const chosen = known.filter(({ id }) => ran.has(id));
  await migrate(clientSql(client), chosen);
  await writePlainTexts(client);
  const made = await siteTables(client);
  const missing = head.tables.find(({ name }) => !made.some((table) => table.name === name));
  if (missing) throw errors.newer({ detail: missing.name });
  await client.query(`truncate ${made.map(({ name }) => quoted(name)).join(', ')} cascade`);
}

async function compare(client: pg.Client, manifest: BackupManifest): Promise<void> {
  const tables = await siteTables(client);
  for (const { name, rows, checksum } of manifest.tables) {
    const table = tables.find((one) => one.name === name);
    const found = table && (await tableChecksum(client, table));
    if (found?.rows !== rows || found.checksum !== checksum) throw errors.differs({ detail: name });
  }
}

async function setSequences(client: pg.Client, { sequences }: BackupManifest): Promise<void> {
  for (const { name, last } of sequences)
    if (last !== null) await client.query('select setval($1::regclass, $2::bigint, true)', [quoted(name), last]);
}

async function writeFiles(dataDir: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
  for (const [name, body] of files) {
    const path = join(dataDir, name);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(path, body, { mode: 0o600, flag: 'wx' });
  }
}
