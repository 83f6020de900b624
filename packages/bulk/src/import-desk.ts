import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { BulkStore, Caller, Sql } from '@lienmach/fhir-store';
import { type BulkJob, BulkJobs, ownerOf, resultOf } from './bulk-jobs.ts';
import { errors } from './errors.ts';
import { type ImportFile, importAll } from './import-job.ts';
import { type ImportCounts, noCounts } from './import-progress.ts';
import type { ImportInput, ImportRequest } from './import-request.ts';
import { JobRunner, type JobWork } from './job-runner.ts';
import { refusedOutcomes } from './refused-outcomes.ts';
import { type Upload, UploadShelf } from './upload-shelf.ts';

export interface ImportDeskOptions {
  readonly sql: Sql;
  readonly store: Pick<BulkStore, 'importBatch'>;
  /** where files wait for their import, mode 0700 */
  readonly folder: string;
  readonly now: () => Date;
}

/** What became of each input. */
export interface ImportResult {
  readonly files: readonly (ImportInput & Pick<ImportCounts, 'lines' | 'written' | 'unchanged' | 'refused'>)[];
}

export type ImportStanding =
  | { readonly state: 'running'; readonly progress: string }
  | {
      readonly state: 'done';
      readonly result: ImportResult;
      readonly url: string;
      readonly started: string;
      readonly expires: Date;
    };

interface Asked {
  readonly request: ImportRequest;
  readonly url: string;
  readonly started: string;
}

/** Imports of files that were sent here: each found only by who asked for it. */
export interface ImportDesk {
  /** @throws bulk.tooManyUploads, bulk.uploadTooLong, bulk.uploadBroken */
  receive(caller: Caller, body: Readable): Promise<Upload>;
  /** @param url  address of the kick-off, for the answer. @throws bulk.unknownUpload, bulk.tooMany */
  start(caller: Caller, request: ImportRequest, url: string): Promise<string>;
  /**
   * How it stands. A job whose process has died goes on from where it was, with what the caller may reach now.
   *
   * @throws bulk.unknownJob, bulk.cancelled; what ended a failed job
   */
  standing(caller: Caller, id: string): Promise<ImportStanding>;
  /** What was written stays; the rest is never read. @throws bulk.unknownJob */
  cancel(caller: Caller, id: string): Promise<void>;
  /** Why lines of one input were refused: OperationOutcomes as NDJSON. @throws bulk.unknownJob, bulk.unknownFile */
  refusals(caller: Caller, id: string, upload: string): Promise<AsyncIterable<string>>;
  /** Removes files that have expired; the desk does it by itself every few minutes. Jobs go with those of exports. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

const SWEEP_MS = 10 * 60_000;
const KEPT_MS = 7 * 24 * 60 * 60_000;

/** What other resources are read by comes first. */
const definitions: ReadonlySet<string | undefined> = new Set(['StructureDefinition', 'CodeSystem', 'ValueSet']);
const inReadingOrder = (inputs: readonly ImportInput[]): ImportInput[] => [
  ...inputs.filter(({ type }) => definitions.has(type)),
  ...inputs.filter(({ type }) => !definitions.has(type)),
];

export function openImportDesk(options: ImportDeskOptions): ImportDesk {
  const { sql, now } = options;
  const jobs = new BulkJobs(sql, now, randomUUID());
  const runner = new JobRunner(jobs);
  const shelf = new UploadShelf({ sql, folder: join(options.folder, 'uploads'), now });
  const begin = (caller: Caller, id: string, request: ImportRequest): void =>
    runner.start(
      id,
      async (work) => JSON.stringify(await importUploads({ ...options, shelf, caller, job: id, request }, work)),
      () => shelf.remove(uploadsOf(request)),
    );
  const jobOf = (caller: Caller, id: string): Promise<BulkJob> => jobs.find('import', ownerOf(caller), id);
  const clear = (job: BulkJob): Promise<void> => shelf.remove(uploadsOf((JSON.parse(job.asked) as Asked).request));
  const timer = setInterval(() => shelf.sweep().catch(() => undefined), SWEEP_MS).unref();
  return {
    receive: (caller, body) => shelf.receive(ownerOf(caller), body),
    async start(caller, request, url) {
      const id = randomUUID();
      const expires = new Date(now().getTime() + KEPT_MS);
      await shelf.keep(ownerOf(caller), uploadsOf(request), expires);
      const asked = JSON.stringify({ request, url, started: now().toISOString() } satisfies Asked);
      await jobs.add({ id, kind: 'import', owner: ownerOf(caller), asked }, expires);
      begin(caller, id, request);
      return id;
    },
    async standing(caller, id) {
      const job = await jobOf(caller, id);
      const { request, url, started } = JSON.parse(job.asked) as Asked;
      if (job.state === 'running' && job.isLeft && (await jobs.takeOver(id))) begin(caller, id, request);
      if (job.state === 'running') return { state: 'running', progress: job.progress ?? '' };
      return { state: 'done', result: resultOf<ImportResult>(job), url, started, expires: job.expires };
    },
    async cancel(caller, id) {
      const job = await jobOf(caller, id);
      await jobs.cancel(id);
      await runner.stop(id);
      await clear(job);
    },
    async refusals(caller, id, upload) {
      const job = await jobOf(caller, id);
      const { request } = JSON.parse(job.asked) as Asked;
      if (!uploadsOf(request).includes(upload)) throw errors.unknownFile();
      return refusedOutcomes(sql, id, upload);
    },
    sweep: () => shelf.sweep(),
    close() {
      clearInterval(timer);
      return runner.close();
    },
  };
}

const uploadsOf = ({ inputs }: ImportRequest): string[] => inputs.map(({ upload }) => upload);

interface Work extends ImportDeskOptions {
  readonly shelf: UploadShelf;
  readonly caller: Caller;
  readonly job: string;
  readonly request: ImportRequest;
}

async function importUploads(
  { sql, store, shelf, caller, job, request }: Work,
  { signal, tell }: JobWork,
): Promise<ImportResult> {
  const inputs = inReadingOrder(request.inputs);
  const files = inputs.map(
    ({ upload, type }): ImportFile => ({
      path: shelf.pathOf(upload),
      name: upload,
      ...(type === undefined ? {} : { type }),
    }),
  );
  const onProgress = ({ lines, refused }: ImportCounts) => tell(`${lines} lines, ${refused} refused`);
  const task = { sql, store, caller, as: request.as, job, signal, onProgress };
  const done = await importAll(task, files).catch((thrown: unknown) => {
    // another job over the same files has ended and taken them away
    throw thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT' ? errors.unknownUpload() : thrown;
  });
  return {
    files: inputs.map((input, place) => {
      const { lines, written, unchanged, refused } = done[place] ?? noCounts;
      return { ...input, lines, written, unchanged, refused };
    }),
  };
}
