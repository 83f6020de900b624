import { accessMigrations } from '@lienmach/access';
import { bulkMigrations } from '@lienmach/bulk';
import { exchangeMigrations } from '@lienmach/exchange';
import { type Migration, migrate, recordMigrations, type Sql } from '@lienmach/fhir-store';
import { jobsMigrations } from '@lienmach/jobs';
import { terminologyMigrations } from '@lienmach/terminology';

/** the schema of a whole site, as the server makes it */
export const allMigrations: readonly Migration[] = [
  ...recordMigrations,
  ...jobsMigrations,
  ...accessMigrations,
  ...exchangeMigrations,
  ...terminologyMigrations,
  ...bulkMigrations,
];

export const migrateAll = async (sql: Sql): Promise<void> => void (await migrate(sql, allMigrations));
