import type { FhirResource } from 'fhir/r4';
import type { Sql } from '../sql.ts';
import type { Caller, ResourceType, Stored } from '../store-contract.ts';
import type { WriteContext } from '../write/write-context.ts';
import { type ExportAsked, exportDeletions, exportRows } from './export-rows.ts';
import { type ImportOptions, type ImportOutcome, importBatch } from './import-batch.ts';
import { inSnapshot } from './snapshot.ts';

/** One moment of the record, walked through type by type. */
export interface ExportSnapshot {
  resources(caller: Caller, asked: ExportAsked): AsyncIterable<readonly Stored[]>;
  /** ids deleted after `since` */
  deletions(caller: Caller, type: ResourceType, since: string): AsyncIterable<readonly string[]>;
}

/** The record as a whole: what leaves it and what comes in by the thousand. */
export interface BulkStore {
  /** The snapshot lives as long as `work` runs and holds one connection. */
  snapshot<Result>(work: (snapshot: ExportSnapshot) => Promise<Result>): Promise<Result>;
  importBatch(caller: Caller, resources: readonly FhirResource[], options: ImportOptions): Promise<ImportOutcome>;
}

/** The bulk half of a store that shares `context` with its writes. */
export function openBulk(context: WriteContext): BulkStore {
  const { sql, zone, now } = context;
  const snapshotOf = (inside: Sql): ExportSnapshot => ({
    resources: (caller, asked) => exportRows(inside, caller, asked, { zone, now }),
    deletions: (caller, type, since) => exportDeletions(inside, caller, type, since),
  });
  return {
    snapshot: (work) => inSnapshot(sql, (inside) => work(snapshotOf(inside))),
    importBatch: (caller, resources, options) => importBatch(context, caller, resources, options),
  };
}
