export { checkRecord, type RecordCheck } from './bulk/check-record.ts';
export type { ExportAsked } from './bulk/export-rows.ts';
export type { ImportOptions, ImportOutcome } from './bulk/import-batch.ts';
export type { BulkStore, ExportSnapshot } from './bulk/open-bulk.ts';
export { type RecordHash, recordHash } from './bulk/record-hash.ts';
export { type Doomed, destroyedAmong, destroyResources } from './destroy/destroy-resources.ts';
export { gatherFiles, type VisitFile } from './destroy/gather-files.ts';
export { storeErrors } from './errors.ts';
export { fold } from './fold.ts';
export { type CompositeField, type IndexTable, type SearchField, type TypePlan, typePlan } from './index-plan.ts';
export { type PersonShape, personKeys } from './indexing/person-keys.ts';
export { loadVersions, type VersionKey } from './load-versions.ts';
export { migrate } from './migrate.ts';
export { openStore } from './open-store.ts';
export { isRawNumber, numberText, parseJson, parseJsonList, rawNumber } from './parse-json.ts';
export { fhirPathPatch } from './patch/fhirpath-patch.ts';
export { jsonPatch } from './patch/json-patch.ts';
export type { ResourceChange } from './patch/resource-change.ts';
export { openPglite } from './pglite.ts';
export { openPostgres, type PostgresOptions } from './postgres.ts';
export { preserveDecimals } from './preserve-decimals.ts';
export { reachableIds } from './reachable-ids.ts';
export { type ReindexOptions, type ReindexProgress, reindex } from './reindex/reindex.ts';
export { findTypeNumber, isResourceType, resourceTypeNames, typeName, typeNumber } from './resource-types.ts';
export { recordMigrations } from './schema.ts';
export { isCodeParameter } from './search/code-limit.ts';
export { prepareWords } from './search/word-tables.ts';
export type { Migration, Sql, Statement } from './sql.ts';
export type {
  ActiveAgent,
  Agent,
  BundleOptions,
  Caller,
  CodeBook,
  CodeLimit,
  CodeOfSystem,
  Compartment,
  FhirStore,
  HistoryEntry,
  HistoryPage,
  Interaction,
  Limit,
  Reach,
  ResourceOf,
  ResourceType,
  SearchPage,
  Stored,
  StoreHooks,
  Written,
} from './store-contract.ts';
export { type ConvertedAmount, convertUnit } from './ucum/convert-unit.ts';
export { OUTBOX_CHANNEL } from './write/outbox-bell.ts';
export { bundleText } from './write/written-texts.ts';
