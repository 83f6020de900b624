import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@lienmach/database';
import { migrate, openPglite, openPostgres, type Sql } from '@lienmach/fhir-store';
import { migrations } from '@lienmach/server';

export const engines = ['postgres', 'pglite'] as const;
export type Engine = (typeof engines)[number];

export interface OpenEngine {
  readonly sql: Sql;
  close(): Promise<void>;
}

/** An empty, migrated database that lives as long as the run. */
export async function openEngine(engine: Engine): Promise<OpenEngine> {
  const opened = engine === 'pglite' ? await openInProcess() : await openServer();
  await migrate(opened.sql, migrations);
  return opened;
}

async function openInProcess(): Promise<OpenEngine> {
  const sql = await openPglite();
  return { sql, close: () => sql.close() };
}

async function openServer(): Promise<OpenEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'lienmach-conformance-'));
  const database = await startEmbeddedPostgres({ folder, isDurable: false });
  const sql = openPostgres({ url: database.url, max: 8 });
  return {
    sql,
    async close() {
      await sql.close();
      await database.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
