import { createHash, randomUUID } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { BulkStore, Caller, ImportOptions, Sql } from '@lienmach/fhir-store';
import { BulkJobs, ownerOf } from './bulk-jobs.ts';
import { errors } from './errors.ts';
import { importAll } from './import-job.ts';
import { addCounts, type ImportCounts, noCounts, type RefusedLine } from './import-progress.ts';

export interface FilesImport {
  readonly sql: Sql;
  readonly store: Pick<BulkStore, 'importBatch'>;
  readonly caller: Caller;
  readonly as: ImportOptions['as'];
  /** files of NDJSON, or folders of them */
  readonly paths: readonly string[];
  readonly now: () => Date;
  readonly onProgress?: (counts: ImportCounts) => void;
  readonly signal?: AbortSignal;
}

export interface FilesImported {
  readonly job: string;
  readonly files: number;
  readonly counts: ImportCounts;
  /** the first few; all of them stay in `bulk_refused_line` */
  readonly refused: readonly (RefusedLine & { readonly file: string })[];
}

const KEPT_MS = 30 * 24 * 60 * 60_000;
const SHOWN = 20;

/**
 * Files into the record. The same files given again go on where an earlier run stopped; what was written is never written twice.
 *
 * @throws bulk.noFile
 */
export async function importFiles(task: FilesImport): Promise<FilesImported> {
  const files = await filesOf(task.paths);
  const job = await openJob(task, files);
  const done = await importAll({ ...task, job }, files);
  await task.sql.query({ text: `update bulk_job set state = 'done' where id = $1`, values: [job] });
  return {
    job,
    files: files.length,
    counts: done.reduce(addCounts, noCounts),
    refused: await refusedLines(task.sql, job),
  };
}

interface Found {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
}

async function filesOf(paths: readonly string[]): Promise<Found[]> {
  const found: Found[] = [];
  for (const path of paths.map((one) => resolve(one))) {
    const standing = await stat(path).catch(() => undefined);
    if (standing === undefined) throw errors.noFile({ detail: basename(path) });
    const names = standing.isDirectory() ? (await readdir(path)).filter((name) => name.endsWith('.ndjson')).sort() : [];
    for (const name of names) found.push({ path: join(path, name), name, bytes: (await stat(join(path, name))).size });
    if (!standing.isDirectory()) found.push({ path, name: basename(path), bytes: standing.size });
  }
  if (found.length === 0) throw errors.noFile();
  return found;
}

/** The number of a job follows from its files: given again, they are the same job. */
async function openJob({ sql, caller, as, now }: FilesImport, files: readonly Found[]): Promise<string> {
  const asked = JSON.stringify({ as, files: files.map(({ name, bytes }) => ({ name, bytes })) });
  const id = createHash('sha256').update(asked).digest('hex').slice(0, 32);
  const known = await sql.query({ text: 'select 1 as hit from bulk_job where id = $1', values: [id] });
  if (known.length > 0) return id;
  const jobs = new BulkJobs(sql, now, randomUUID());
  const expires = new Date(now().getTime() + KEPT_MS);
  await jobs.add({ id, kind: 'import', owner: ownerOf(caller), asked }, expires);
  return id;
}

const refusedLines = (sql: Sql, job: string) =>
  sql.query<RefusedLine & { file: string }>({
    text: 'select file, line::float8 as line, outcome, content from bulk_refused_line where job = $1 order by file, line limit $2',
    values: [job, SHOWN],
  });
