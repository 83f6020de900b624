import { type ImportTask, importNdjson } from './import-ndjson.ts';
import { addCounts, type ImportCounts, noCounts } from './import-progress.ts';

/** One file of a job. */
export interface ImportFile {
  readonly path: string;
  /** what it is called in the progress */
  readonly name: string;
  /** of every line; absent: any */
  readonly type?: string;
}

export type ImportJob = Omit<ImportTask, 'file' | 'path' | 'type'>;

/**
 * The files of one job, one after the other; each goes on where an earlier run stopped.
 *
 * @returns counts of each file, in their order
 */
export async function importAll(job: ImportJob, files: readonly ImportFile[]): Promise<readonly ImportCounts[]> {
  const done: ImportCounts[] = [];
  let before = noCounts;
  for (const { path, name, type } of files) {
    const sofar = before;
    const onProgress = (counts: ImportCounts) => job.onProgress?.(addCounts(sofar, counts));
    const counts = await importNdjson({
      ...job,
      file: name,
      path,
      onProgress,
      ...(type === undefined ? {} : { type }),
    });
    done.push(counts);
    before = addCounts(before, counts);
  }
  return done;
}
