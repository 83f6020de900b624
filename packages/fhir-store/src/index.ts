export { loadVersions, type VersionKey } from './load-versions.ts';
export type { Migration, Sql, Statement } from './sql.ts';
export type {
  Agent,
  Caller,
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
