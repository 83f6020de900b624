import { randomUUID } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Caller, Sql } from '@lienmach/fhir-store';
import { BulkJobs, ownerOf, resultOf } from './bulk-jobs.ts';
import { errors } from './errors.ts';
import type { ExportRequest } from './export-request.ts';
import { JobRunner } from './job-runner.ts';
import { type ExportResult, type ExportStore, type TellShown, writeExport } from './write-export.ts';

export interface ExportDeskOptions {
  readonly sql: Sql;
  readonly store: ExportStore;
  /** where files are kept, one folder a job, mode 0700 */
  readonly folder: string;
  readonly now: () => Date;
  readonly tell: TellShown;
}

export type ExportStanding =
  | { readonly state: 'running'; readonly progress: string }
  | { readonly state: 'done'; readonly result: ExportResult; readonly url: string; readonly expires: Date };

/** What was asked, and under which address. */
interface Asked {
  readonly request: ExportRequest;
  readonly url: string;
}

/** Exports: each found only by who asked for it, its files gone a day later. */
export interface ExportDesk {
  /** @param url  address of the kick-off, for the manifest. @throws bulk.tooMany */
  start(caller: Caller, request: ExportRequest, url: string): Promise<string>;
  /**
   * How it stands. A job whose process has died begins anew, with what the caller may reach now.
   *
   * @throws bulk.unknownJob, bulk.cancelled; what ended a failed job
   */
  standing(caller: Caller, id: string): Promise<ExportStanding>;
  /** @throws bulk.unknownJob */
  cancel(caller: Caller, id: string): Promise<void>;
  /** @throws bulk.unknownJob, bulk.unknownFile */
  file(caller: Caller, id: string, name: string): Promise<{ readonly path: string; readonly bytes: number }>;
  /** Removes jobs and files that have expired; the desk does it by itself every few minutes. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

const SWEEP_MS = 10 * 60_000;
const KEPT_MS = 24 * 60 * 60_000;

export function openExportDesk(options: ExportDeskOptions): ExportDesk {
  const { sql, now, store, tell } = options;
  const jobs = new BulkJobs(sql, now, randomUUID());
  const runner = new JobRunner(jobs);
  const folderOf = (id: string): string => join(options.folder, id);
  const begin = (caller: Caller, id: string, request: ExportRequest): void =>
    runner.start(id, async (job) =>
      JSON.stringify(await writeExport({ store, caller, request, folder: folderOf(id), now, tell }, job)),
    );
  const sweep = async (): Promise<void> => {
    for (const id of await jobs.sweep()) await rm(folderOf(id), { recursive: true, force: true });
  };
  const timer = setInterval(() => sweep().catch(() => undefined), SWEEP_MS).unref();
  return {
    async start(caller, request, url) {
      const id = randomUUID();
      const asked = JSON.stringify({ request, url } satisfies Asked);
      const expires = new Date(now().getTime() + KEPT_MS);
      await jobs.add({ id, kind: 'export', owner: ownerOf(caller), asked }, expires);
      begin(caller, id, request);
      return id;
    },
    async standing(caller, id) {
      const job = await jobs.find('export', ownerOf(caller), id);
      const { request, url } = JSON.parse(job.asked) as Asked;
      if (job.state === 'running' && job.isLeft && (await jobs.takeOver(id))) begin(caller, id, request);
      if (job.state === 'running') return { state: 'running', progress: job.progress ?? '' };
      return { state: 'done', result: resultOf<ExportResult>(job), url, expires: job.expires };
    },
    async cancel(caller, id) {
      await jobs.find('export', ownerOf(caller), id);
      await jobs.cancel(id);
      await runner.stop(id);
      await rm(folderOf(id), { recursive: true, force: true });
    },
    async file(caller, id, name) {
      const job = await jobs.find('export', ownerOf(caller), id);
      const { output, deleted } = job.state === 'done' ? resultOf<ExportResult>(job) : { output: [], deleted: [] };
      if (![...output, ...deleted].some((file) => file.name === name)) throw errors.unknownFile();
      const path = join(folderOf(id), name);
      const found = await stat(path).catch(() => undefined);
      if (found === undefined) throw errors.unknownFile();
      return { path, bytes: found.size };
    },
    sweep,
    close() {
      clearInterval(timer);
      return runner.close();
    },
  };
}
