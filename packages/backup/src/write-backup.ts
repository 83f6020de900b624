import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { BackupHead, BackupManifest, TableCount, TableShape } from './backup-format.ts';
import { FORMAT_VERSION } from './backup-format.ts';
import { errors } from './errors.ts';
import { sealStream } from './sealed-stream.ts';
import { isEmptyDatabase, quoted, siteTables, tableChecksum, writePlainTexts } from './site-tables.ts';
import { type TarEntry, tarEnd, tarEntry } from './tar.ts';

export interface BackupTask {
  /** of the database; the server may be in use */
  readonly url: string;
  /** public keys it is sealed to */
  readonly recipients: readonly string[];
  readonly path: string;
  /** whose `keys` and `trust` go along; absent: the database alone */
  readonly dataDir?: string;
  /** release of the program */
  readonly program: string;
  readonly now: () => Date;
  readonly onTable?: (name: string) => void;
}

export interface BackupReceipt {
  readonly path: string;
  readonly bytes: number;
  /** of the file as it lies there */
  readonly sha256: string;
  readonly head: BackupHead;
  readonly manifest: BackupManifest;
}

const PART_BYTES = 4 * 1024 * 1024;
const FOLDERS = ['keys', 'trust'];

/**
 * Everything the site is, as it was at one moment, into one sealed file: every table by COPY inside one repeatable-read
 * snapshot, the counters, the keys. The site goes on meanwhile; memory does not grow with it. The file appears under its name
 * when it is whole and on disk.
 *
 * @throws backup.noRecipient, backup.badRecipient, backup.fileThere
 */
export async function writeBackup(task: BackupTask): Promise<BackupReceipt> {
  if (task.recipients.length === 0) throw errors.noRecipient();
  if (existsSync(task.path)) throw errors.fileThere({ detail: basename(task.path) });
  await mkdir(dirname(task.path), { recursive: true, mode: 0o700 });
  const draft = `${task.path}.part`;
  const told: { head?: BackupHead; manifest?: BackupManifest } = {};
  const client = new pg.Client({ connectionString: task.url });
  client.on('error', () => undefined); // the query under way reports it
  try {
    await client.connect();
    if (await isEmptyDatabase(client)) throw errors.nothing();
    await client.query('begin isolation level repeatable read, read only');
    const hash = createHash('sha256');
    let bytes = 0;
    const sealed = await sealStream(archive(client, task, told), task.recipients);
    await pipeline(
      sealed,
      async function* measure(chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          bytes += chunk.length;
          yield chunk;
        }
      },
      createWriteStream(draft, { mode: 0o600, flags: 'w' }),
    );
    await publish(draft, task.path);
    const sha256 = hash.digest('hex');
    await writeFile(`${task.path}.sha256`, `${sha256}  ${basename(task.path)}\n`);
    const { head, manifest } = told;
    if (!head || !manifest) throw errors.damaged();
    return { path: task.path, bytes, sha256, head, manifest };
  } finally {
    await rm(draft, { force: true });
    await client.end().catch(() => undefined);
  }
}

/** On disk before it has its name. */
async function publish(draft: string, path: string): Promise<void> {
  const file = await open(draft, 'r');
  await file.sync();
  await file.close();
  await rename(draft, path);
}

type Told = { head?: BackupHead; manifest?: BackupManifest };

async function* archive(client: pg.Client, task: BackupTask, told: Told): AsyncGenerator<Buffer> {
  await writePlainTexts(client);
  const tables = await siteTables(client);
  told.head = await headOf(client, task, tables);
  yield tarEntry({ name: 'head.json', body: jsonOf(told.head) });
  const counts: TableCount[] = [];
  for (const table of tables) {
    task.onTable?.(table.name);
    const count = yield* tableEntries(client, table);
    counts.push(count);
  }
  const files = await keptFiles(task.dataDir);
  for (const file of files) yield tarEntry({ name: `files/${file.name}`, body: file.body });
  told.manifest = {
    tables: counts,
    sequences: await sequencesOf(client),
    files: files.map(({ name, body }) => ({ name, sha256: sha256Of(body) })),
  };
  yield tarEntry({ name: 'manifest.json', body: jsonOf(told.manifest) });
  yield tarEnd();
}

const jsonOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value, undefined, 1));
const sha256Of = (body: Buffer): string => createHash('sha256').update(body).digest('hex');

async function headOf(client: pg.Client, { program, now }: BackupTask, tables: TableShape[]): Promise<BackupHead> {
  const ran = await client.query<{ id: string }>('select id from migration order by ran, id');
  const server = await client.query<{ version: string }>(`select current_setting('server_version') as version`);
  return {
    format: 'lienmach-backup',
    formatVersion: FORMAT_VERSION,
    program,
    madeAt: now().toISOString(),
    database: server.rows[0]?.version ?? '',
    migrations: ran.rows.map(({ id }) => id),
    tables,
  };
}

/** The rows as COPY writes them, in parts. */
async function* tableEntries(client: pg.Client, table: TableShape): AsyncGenerator<Buffer, TableCount> {
  const columns = table.columns.map(quoted).join(', ');
  const stream = client.query(copyTo(`copy (select ${columns} from ${quoted(table.name)}) to stdout`));
  const hash = createHash('sha256');
  let bytes = 0;
  let parts: Buffer[] = [];
  let waiting = 0;
  let number = 0;
  const entry = (): Buffer => {
    number += 1;
    const body = Buffer.concat(parts);
    parts = [];
    waiting = 0;
    return tarEntry({ name: `data/${table.name}/${String(number).padStart(6, '0')}.copy`, body });
  };
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
    parts.push(Buffer.from(chunk));
    waiting += chunk.length;
    if (waiting >= PART_BYTES) yield entry();
  }
  if (waiting > 0) yield entry();
  return { name: table.name, bytes, sha256: hash.digest('hex'), ...(await tableChecksum(client, table)) };
}

async function sequencesOf(client: pg.Client): Promise<BackupManifest['sequences']> {
  const { rows } = await client.query<{ name: string; last: string | null }>(
    `select sequencename::text as name, last_value::text as last from pg_sequences where schemaname = current_schema() order by 1`,
  );
  return rows;
}

/** Without its keys a site can neither prove its log of access nor sign as itself. */
async function keptFiles(dataDir: string | undefined): Promise<TarEntry[]> {
  if (dataDir === undefined) return [];
  const files: TarEntry[] = [];
  for (const folder of FOLDERS) {
    const names = await readdir(join(dataDir, folder)).catch((): string[] => []);
    for (const name of names.sort()) {
      const body = await readFile(join(dataDir, folder, name)).catch(() => undefined);
      if (body) files.push({ name: `${folder}/${name}`, body });
    }
  }
  return files;
}
