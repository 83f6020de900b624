import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { migrate } from './migrate.ts';
import { openPglite } from './pglite.ts';
import { openPostgres } from './postgres.ts';
import { recordMigrations } from './schema.ts';
import type { Sql } from './sql.ts';
import type { Caller, Limit, Reach } from './store-contract.ts';

/** For this package's own tests (the testing package stands above this one): an empty migrated database. */
export interface TestRecord {
  readonly sql: Sql;
  close(): Promise<void>;
}

export async function openTestRecord(): Promise<TestRecord> {
  if (process.env.LIENMACH_TEST_ENGINE === 'pglite') {
    const sql = await openPglite();
    await migrate(sql, recordMigrations);
    return { sql, close: () => sql.close() };
  }
  const { url } = inject('cluster');
  const name = `r_${randomBytes(6).toString('hex')}`;
  await administer(url, `create database ${name} template template0 encoding 'UTF8' locale 'C'`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const sql = openPostgres({ url: own.href, max: 16 });
  await migrate(sql, recordMigrations);
  return {
    sql,
    async close() {
      await sql.close();
      await administer(url, `drop database ${name} with (force)`);
    },
  };
}

async function administer(url: string, text: string): Promise<void> {
  const sql = openPostgres({ url, max: 1 });
  await sql.query({ text });
  await sql.close();
}

/** Somebody who may do what `limit` says. */
export function testCaller(limit: Limit | Reach['limit'] = 'all', more: Partial<Caller> = {}): Caller {
  return {
    agent: { who: 'Practitioner/test', display: 'Người thử', client: 'test', roles: ['tool'] },
    reach: { limit: typeof limit === 'function' ? limit : () => limit },
    ...more,
  };
}
