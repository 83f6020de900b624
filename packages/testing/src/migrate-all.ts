import { accessMigrations } from '@lienmach/access';
import { bulkMigrations } from '@lienmach/bulk';
import { exchangeMigrations } from '@lienmach/exchange';
import { migrate, recordMigrations, type Sql } from '@lienmach/fhir-store';
import { jobsMigrations } from '@lienmach/jobs';
import { terminologyMigrations } from '@lienmach/terminology';

/** the schema of a whole site, as the server makes it */
export async function migrateAll(sql: Sql): Promise<void> {
  await migrate(sql, [
    ...recordMigrations,
    ...jobsMigrations,
    ...accessMigrations,
    ...exchangeMigrations,
    ...terminologyMigrations,
    ...bulkMigrations,
  ]);
}
