import { resolve } from 'node:path';
import { importSeeds } from '@lienmach/catalogs';
import { FolderLock, findRunningUrl, startEmbeddedPostgres } from '@lienmach/database';
import { migrate, openPostgres, type Sql } from '@lienmach/fhir-store';
import { type Configuration, migrations } from '@lienmach/server';
import { siteMigrations } from './site-stamp.ts';

export interface OpenDatabase {
  readonly sql: Sql;
  readonly url: string;
  /** pid of our own PostgreSQL; undefined when it is not ours */
  pid(): number | undefined;
  close(): Promise<void>;
}

interface Options {
  /** `hold`: this process becomes the site and nobody else may be it; `join`: work beside a running site when there is one */
  readonly as: 'hold' | 'join';
  readonly report?: (line: string) => void;
}

interface Server {
  readonly url: string;
  readonly pid: () => number | undefined;
  readonly stop: () => Promise<void>;
}

/**
 * The database of the site, migrated and with its first catalogs: the server named by `LIENMACH_DATABASE_URL`, the one that
 * a running site has in the data folder, or our own.
 *
 * @throws database.folderHeld when `hold` is asked and another process holds the folder
 */
export async function openDatabase(configuration: Configuration, options: Options): Promise<OpenDatabase> {
  const { url, pid, stop } = await findServer(configuration, options);
  // a site gives up what takes a minute; commands that work on the whole record have all the time they need
  const sql = openPostgres({ url, max: 16, longest: options.as === 'hold' ? 60_000 : 0 });
  try {
    await migrate(sql, [...migrations, ...siteMigrations]);
    await importSeeds(sql, new Date());
  } catch (thrown) {
    await sql.close();
    await stop();
    throw thrown;
  }
  return {
    sql,
    url,
    pid,
    async close() {
      await sql.close();
      await stop();
    },
  };
}

const someoneElses = (url: string): Server => ({ url, pid: () => undefined, stop: async () => undefined });

/** The PostgreSQL of the site as it is: nothing in it is touched. @throws database.folderHeld */
export async function findServer(configuration: Configuration, { as, report }: Options): Promise<Server> {
  if (configuration.databaseUrl !== undefined) return someoneElses(configuration.databaseUrl);
  const folder = resolve(configuration.dataDir);
  const running = as === 'join' ? findRunningUrl(folder) : undefined;
  if (running !== undefined) return someoneElses(running);
  const lock = await FolderLock.take(folder);
  try {
    const database = await startEmbeddedPostgres({ folder, ...(report ? { onRestart: report } : {}) });
    return {
      url: database.url,
      pid: () => database.pid(),
      async stop() {
        await database.stop();
        await lock.release();
      },
    };
  } catch (thrown) {
    await lock.release();
    throw thrown;
  }
}
