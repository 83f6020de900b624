import { mkdir, rm } from 'node:fs/promises';
import {
  type BulkStore,
  type Caller,
  type ExportSnapshot,
  type FhirStore,
  type ResourceType,
  resourceTypeNames,
  type Stored,
} from '@lienmach/fhir-store';
import { membersOf, peopleOf } from './export-people.ts';
import { type ExportRequest, patientTypes } from './export-request.ts';
import type { JobWork } from './job-runner.ts';
import { NdjsonWriter, type WrittenFile } from './ndjson-writer.ts';

/** What an export made: the manifest without addresses. */
export interface ExportResult {
  readonly transactionTime: string;
  readonly output: readonly WrittenFile[];
  readonly deleted: readonly WrittenFile[];
}

export interface ExportStore extends Pick<FhirStore, 'read'>, Pick<BulkStore, 'snapshot'> {}

/** Told of every handful before it is written to disk; what it throws ends the export. */
export type TellShown = (caller: Caller, type: ResourceType, shown: readonly Stored[]) => void;

interface ExportTask {
  readonly store: ExportStore;
  readonly caller: Caller;
  readonly request: ExportRequest;
  readonly folder: string;
  readonly now: () => Date;
  readonly tell: TellShown;
}

/** A write under way when the snapshot is taken carries an earlier instant: a later `_since` must still find it. */
const MARGIN_MS = 10_000;

/** Writes the files anew, whatever a run before has left. @throws what the record refuses; AbortError when stopped */
export async function writeExport(task: ExportTask, job: JobWork): Promise<ExportResult> {
  await rm(task.folder, { recursive: true, force: true });
  await mkdir(task.folder, { recursive: true, mode: 0o700 });
  const transactionTime = new Date(task.now().getTime() - MARGIN_MS).toISOString();
  const { store, caller, request } = task;
  // before the snapshot: it holds a connection, and where there is one only (PGlite) a read beside it would wait for ever
  const members = request.group === undefined ? [] : await membersOf(store, caller, request.group);
  return store.snapshot(async (snapshot) => {
    const of = await peopleOf(snapshot, caller, request, members);
    const types = typesFor(task);
    const output: WrittenFile[] = [];
    const deleted: WrittenFile[] = [];
    for (const [place, type] of types.entries()) {
      job.tell(`${Math.floor((100 * place) / types.length)} % (${type})`);
      output.push(...(await writeType(task, snapshot, { type, of }, job)));
      if (of === 'record') deleted.push(...(await writeDeletions(task, snapshot, type)));
    }
    return { transactionTime, output, deleted };
  });
}

/** Asked for by name: refused when out of reach. Not asked for: what the caller may find. */
function typesFor({ caller, request }: ExportTask): readonly ResourceType[] {
  if (request.types) return request.types;
  const ofPatients = patientTypes();
  return resourceTypeNames
    .filter((type) => request.level === 'system' || ofPatients.has(type))
    .filter((type) => caller.reach.limit(type, 'search') !== 'none')
    .sort();
}

async function writeType(
  { caller, request, folder, tell }: ExportTask,
  snapshot: ExportSnapshot,
  { type, of }: { type: ResourceType; of: 'record' | 'patients' | readonly string[] },
  { signal }: JobWork,
): Promise<readonly WrittenFile[]> {
  const writer = new NdjsonWriter(folder, type);
  const asked = {
    type,
    of,
    ...(request.since === undefined ? {} : { since: request.since }),
    filters: request.filters.filter((one) => one.type === type).map(({ query }) => new URLSearchParams(query)),
    elements: elementsOf(request.elements, type),
  };
  try {
    for await (const rows of snapshot.resources(caller, asked)) {
      signal.throwIfAborted();
      tell(caller, type, rows);
      await writer.write(rows.map(({ text }) => text));
    }
  } finally {
    await writer.close();
  }
  return writer.files;
}

const elementsOf = (elements: readonly string[], type: ResourceType): string[] =>
  elements.filter((one) => !one.includes('.') || one.startsWith(`${type}.`));

/** As the bundles that would delete them elsewhere. */
async function writeDeletions({ caller, request, folder }: ExportTask, snapshot: ExportSnapshot, type: ResourceType) {
  if (request.since === undefined) return [];
  const writer = new NdjsonWriter(folder, type, '-deleted');
  try {
    for await (const ids of snapshot.deletions(caller, type, request.since)) {
      const entry = ids.map((id) => ({ request: { method: 'DELETE', url: `${type}/${id}` } }));
      await writer.write([JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry })]);
    }
  } finally {
    await writer.close();
  }
  return writer.files;
}
