import { join } from 'node:path';
import { loadSoftwareSigner, readTrustStore } from '@lienmach/documents';
import { type Configuration, type RunningServer, startServer } from '@lienmach/server';
import type { Site, System } from '@lienmach/system-kit';
import { type OpenDatabase, openDatabase } from './open-database.ts';
import { stampSite } from './site-stamp.ts';
import { version } from './version.ts';

export interface OpenSite {
  readonly server: RunningServer;
  readonly database: OpenDatabase;
  close(): Promise<void>;
}

/**
 * Database, keys, rooms and doors of one site, in that order; closed the other way round.
 *
 * @param systems  rooms to mount; absent: every room of the house
 * @param webFolder  the built clinical web; absent: the bare pages of the server
 */
export async function openSite(
  configuration: Configuration,
  site: Site,
  systems?: readonly System[],
  webFolder?: string,
): Promise<OpenSite> {
  const database = await openDatabase(configuration, { as: 'hold', report: (line) => console.error(line) });
  try {
    await stampSite(database.sql, site.isDemo);
    const keys = join(configuration.dataDir, 'keys');
    const signer = await loadSoftwareSigner(keys, site.facility.name, new Date());
    const trusted = await readTrustStore([keys, join(configuration.dataDir, 'trust')]);
    const server = await startServer({
      config: configuration,
      sql: database.sql,
      site: { ...site, trustedCertificates: trusted },
      signer,
      version,
      trusted,
      ...(systems === undefined ? {} : { systems }),
      ...(webFolder === undefined ? {} : { webFolder }),
    });
    return {
      server,
      database,
      async close() {
        await server.stop();
        await database.close();
      },
    };
  } catch (thrown) {
    await database.close();
    throw thrown;
  }
}

/** Waits for Ctrl+C or the service manager. */
export function untilStopped(): Promise<void> {
  return new Promise((stopped) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped());
  });
}
