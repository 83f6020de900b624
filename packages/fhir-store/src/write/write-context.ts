import type { MergedPatients } from '../merged-patients.ts';
import type { Sql } from '../sql.ts';
import type { StoreHooks } from '../store-contract.ts';
import type { SharedWrites } from './shared-writes.ts';
import type { UriSystems } from './uri-systems.ts';

/** What every write of one store shares. */
export interface WriteContext {
  readonly sql: Sql;
  readonly hooks: StoreHooks;
  readonly zone: string;
  readonly systems: UriSystems;
  readonly merged: MergedPatients;
  /** outside a transaction: writes that leave together */
  readonly shared: SharedWrites;
  now(): Date;
  /** there is something in the outbox */
  wake(): void;
}
