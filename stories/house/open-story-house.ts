import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Demo, type DemoOptions, type FhirClient, openDemo } from '@lienmach/cli';
import { findRunningUrl } from '@lienmach/database';
import { openPostgres, type Sql } from '@lienmach/fhir-store';
import { readConfiguration } from '@lienmach/server';
import { openTestSql } from '@lienmach/testing';

/** The demo hospital on free ports in a folder of its own, and a look at its tables from the side. */
export interface StoryHouse {
  readonly demo: Demo;
  readonly sql: Sql;
  /** settings under which a command of the program finds this house */
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
  /** one sign-in for each role */
  as(role: string): Promise<FhirClient>;
  /** ends the server; the folder stays for those who look at it afterwards */
  stop(): Promise<void>;
  close(): Promise<void>;
}

interface Options extends DemoOptions {
  /** `embedded`: as `npm run demo` starts it; `shared`: a database of the test cluster, which starts faster */
  readonly database: 'embedded' | 'shared';
}

export async function openStoryHouse({ database, ...options }: Options): Promise<StoryHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'lienmach-story-'));
  const shared = database === 'shared' ? await openTestSql() : undefined;
  const environment = {
    LIENMACH_PORT: '0',
    LIENMACH_MLLP_PORT: '0',
    LIENMACH_DATA_DIR: folder,
    LIENMACH_LOG_LEVEL: 'fatal',
    ...(shared?.url === undefined ? {} : { LIENMACH_DATABASE_URL: shared.url }),
  };
  const demo = await openDemo(readConfiguration(environment), options);
  const sql = shared?.sql ?? openPostgres({ url: findRunningUrl(folder) ?? '', max: 2 });
  const clients = new Map<string, Promise<FhirClient>>();
  let isOpen = true;
  const stop = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    if (shared === undefined) await sql.close();
    await demo.close();
  };
  return {
    demo,
    sql,
    environment,
    folder,
    as(role) {
      const client = clients.get(role) ?? demo.as(role);
      clients.set(role, client);
      return client;
    },
    stop,
    async close() {
      await stop();
      await shared?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
