import { randomBytes } from 'node:crypto';
import { openPglite, openPostgres, type Sql } from '@lienmach/fhir-store';
import { inject } from 'vitest';
import { migrateAll } from './migrate-all.ts';
import { administer, databaseUrl } from './vitest-cluster.ts';

export interface TestSql {
  readonly sql: Sql;
  /** undefined on PGlite */
  readonly url?: string;
  close(): Promise<void>;
}

/** An empty migrated database of its own for one test file; the engine is chosen by `LIENMACH_TEST_ENGINE`. */
export async function openTestSql(): Promise<TestSql> {
  if (process.env.LIENMACH_TEST_ENGINE === 'pglite') return openOnPglite();
  const { url, template } = inject('cluster');
  const name = `t_${randomBytes(6).toString('hex')}`;
  await administer(url, [`create database ${name} template ${template} strategy file_copy`]);
  const own = databaseUrl(url, name);
  const sql = openPostgres({ url: own, max: 8 });
  return {
    sql,
    url: own,
    async close() {
      await sql.close();
      await administer(url, [`drop database if exists ${name} with (force)`]);
    },
  };
}

async function openOnPglite(): Promise<TestSql> {
  const sql = await openPglite();
  await migrateAll(sql);
  return { sql, close: () => sql.close() };
}
