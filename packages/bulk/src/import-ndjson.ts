import { createReadStream } from 'node:fs';
import type { BulkStore, Caller, ImportOptions, Sql } from '@lienmach/fhir-store';
import { isResourceType, parseJson } from '@lienmach/fhir-store';
import { FhirError, isFhirError } from '@lienmach/outcome';
import type { FhirResource } from 'fhir/r4';
import { errors } from './errors.ts';
import { type ImportCounts, ImportProgress, type RefusedLine } from './import-progress.ts';
import { type NdjsonLine, ndjsonLines } from './ndjson-lines.ts';

export interface ImportTask {
  readonly sql: Sql;
  readonly store: Pick<BulkStore, 'importBatch'>;
  readonly caller: Caller;
  readonly as: ImportOptions['as'];
  /** of `bulk_job` */
  readonly job: string;
  /** what the file is called in the progress */
  readonly file: string;
  readonly path: string;
  /** of every line; absent: any */
  readonly type?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (counts: ImportCounts) => void;
}

const MOST_BYTES = 32 * 1024 * 1024;
const BATCH_LINES = 500;
const BATCH_BYTES = 8 * 1024 * 1024;
const CHUNK = 1024 * 1024;
/** batches on their way to the database while the next one is read */
const AHEAD = 3;

/**
 * Reads one file into the record, batch by batch, and remembers in the database how far it came: begun again, it goes on from
 * there. Every refused line is kept with its reason.
 *
 * @returns the counts of the whole file, also of the part that an earlier run did
 * @throws what stops all of it: the database away, the signal
 */
export async function importNdjson(task: ImportTask): Promise<ImportCounts> {
  const progress = await ImportProgress.open(task.sql, task.job, task.file);
  const { lines, bytes } = progress.counts;
  const chunks = createReadStream(task.path, { start: bytes, highWaterMark: CHUNK });
  const underWay: Promise<BatchResult>[] = [];
  const settleFirst = async (): Promise<void> => {
    const [first] = underWay;
    if (first === undefined) return;
    await progress.add(await first);
    underWay.shift();
    task.onProgress?.(progress.counts);
  };
  try {
    for await (const batch of batchesOf(ndjsonLines(chunks, MOST_BYTES, { lines, bytes }))) {
      task.signal?.throwIfAborted();
      const written = writeBatch(task, batch);
      written.catch(() => undefined); // told when its turn comes
      underWay.push(written);
      if (underWay.length >= AHEAD) await settleFirst();
    }
    while (underWay.length > 0) await settleFirst();
  } catch (thrown) {
    await Promise.allSettled(underWay);
    await progress.save().catch(() => undefined); // what stopped the work is what is told
    throw thrown;
  } finally {
    chunks.destroy();
  }
  await progress.save();
  return progress.counts;
}

async function* batchesOf(lines: AsyncIterable<NdjsonLine>): AsyncGenerator<readonly NdjsonLine[]> {
  let batch: NdjsonLine[] = [];
  let bytes = 0;
  for await (const line of lines) {
    batch.push(line);
    bytes += line.text?.length ?? 0;
    if (batch.length < BATCH_LINES && bytes < BATCH_BYTES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

/** What one batch adds to the counts. */
interface BatchResult {
  readonly counts: ImportCounts;
  readonly refused: readonly RefusedLine[];
}

async function writeBatch({ store, caller, as, type }: ImportTask, batch: readonly NdjsonLine[]): Promise<BatchResult> {
  const refused: RefusedLine[] = [];
  const resources: FhirResource[] = [];
  const places: NdjsonLine[] = [];
  for (const line of batch) {
    const resource = readLine(line, type);
    if (resource instanceof FhirError) refused.push(refusedLine(line, resource));
    else {
      resources.push(resource);
      places.push(line);
    }
  }
  const done = await store.importBatch(caller, resources, { as });
  for (const { place, error } of done.refused) {
    const line = places[place];
    if (line) refused.push(refusedLine(line, error));
  }
  const last = batch.at(-1);
  const { written, unchanged } = done;
  const place = { lines: last?.number ?? 0, bytes: last?.end ?? 0 };
  return { counts: { ...place, written, unchanged, refused: refused.length }, refused };
}

function readLine({ text }: NdjsonLine, type: string | undefined): FhirResource | FhirError {
  if (text === undefined) return errors.lineTooLong({ limit: MOST_BYTES });
  try {
    const resource = parseJson(text);
    const { resourceType } = resource;
    if (typeof resourceType !== 'string' || !isResourceType(resourceType)) return errors.notALine();
    if (type !== undefined && type !== resourceType) return errors.otherType({ type, at: 'resourceType' });
    return resource as unknown as FhirResource;
  } catch (thrown) {
    if (isFhirError(thrown)) return thrown;
    throw thrown;
  }
}

const refusedLine = ({ number, text = '' }: NdjsonLine, error: FhirError): RefusedLine => ({
  line: number,
  outcome: JSON.stringify(error.outcome),
  content: text.replaceAll('\0', '\uFFFD'),
});
