import { resolve } from 'node:path';
import { accessMigrations } from '@lienmach/access';
import { importSeeds } from '@lienmach/catalogs';
import { FolderLock, findRunningUrl, startEmbeddedPostgres } from '@lienmach/database';
import { exchangeMigrations } from '@lienmach/exchange';
import { migrate, openPostgres, recordMigrations, type Sql } from '@lienmach/fhir-store';
import { jobsMigrations } from '@lienmach/jobs';
import type { Configuration } from '@lienmach/server';
import { terminologyMigrations } from '@lienmach/terminology';
import { siteMigrations } from './site-stamp.ts';

export interface OpenDatabase {
  readonly sql: Sql;
  readonly url: string;
  close(): Promise<void>;
}

const migrations = [
  ...recordMigrations,
  ...jobsMigrations,
  ...accessMigrations,
  ...exchangeMigrations,
  ...terminologyMigrations,
  ...siteMigrations,
];

interface Options {
  /** `hold`: this process becomes the site and nobody else may be it; `join`: work beside a running site when there is one */
  readonly as: 'hold' | 'join';
  readonly report?: (line: string) => void;
}

/**
 * The database of the site, migrated and with its first catalogs: the server named by `LIENMACH_DATABASE_URL`, the one that
 * a running site has in the data folder, or our own.
 *
 * @throws database.folderHeld when `hold` is asked and another process holds the folder
 */
export async function openDatabase(configuration: Configuration, options: Options): Promise<OpenDatabase> {
  const { url, stop } = await findServer(configuration, options);
  const sql = openPostgres({ url, max: 16 });
  await migrate(sql, migrations);
  await importSeeds(sql, new Date());
  return {
    sql,
    url,
    async close() {
      await sql.close();
      await stop();
    },
  };
}

const nothing = async (): Promise<void> => undefined;

async function findServer(
  configuration: Configuration,
  { as, report }: Options,
): Promise<{ url: string; stop: () => Promise<void> }> {
  if (configuration.databaseUrl !== undefined) return { url: configuration.databaseUrl, stop: nothing };
  const folder = resolve(configuration.dataDir);
  const running = as === 'join' ? findRunningUrl(folder) : undefined;
  if (running !== undefined) return { url: running, stop: nothing };
  const lock = await FolderLock.take(folder);
  const database = await startEmbeddedPostgres({ folder, ...(report ? { onRestart: report } : {}) });
  return {
    url: database.url,
    async stop() {
      await database.stop();
      await lock.release();
    },
  };
}
