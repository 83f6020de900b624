import { type BulkStore, openBulk } from './bulk/open-bulk.ts';
import { MergedPatients } from './merged-patients.ts';
import { openReads } from './open-reads.ts';
import type { Sql } from './sql.ts';
import type { FhirStore, StoreHooks } from './store-contract.ts';
import { openWrites } from './write/open-writes.ts';
import { outboxBell } from './write/outbox-bell.ts';
import { SharedWrites } from './write/shared-writes.ts';
import { UriSystems } from './write/uri-systems.ts';

/** What a date without zone means unless the site says otherwise: the civil time of the sites this was made for. */
export const DEFAULT_ZONE = '+07:00';

/** The record over one database that `recordMigrations` have prepared. */
export function openStore(sql: Sql, hooks: StoreHooks = {}): FhirStore & BulkStore {
  const zone = hooks.zone ?? DEFAULT_ZONE;
  const now = hooks.now ?? (() => new Date());
  const merged = new MergedPatients(sql);
  const reads = openReads(sql, {
    zone,
    now,
    merged,
    ...(hooks.base ? { base: hooks.base } : {}),
    ...(hooks.codes ? { codes: hooks.codes } : {}),
  });
  const systems = new UriSystems();
  const shared = new SharedWrites(sql, systems);
  const context = { sql, hooks, zone, now, systems, merged, shared, wake: outboxBell(sql) };
  return { ...reads, ...openWrites(context, reads), ...openBulk(context) };
}
