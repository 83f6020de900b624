import type { Migration, Sql } from './sql.ts';

const LOCK = 7_203_151_001;

/**
 * Runs every migration that this database has not seen, in the order given, each in its own transaction with its mark.
 * Two processes that start together wait for each other; the ids that were run now are the answer.
 */
export async function migrate(sql: Sql, migrations: readonly Migration[]): Promise<string[]> {
  await sql.transaction(async (tx) => {
    await tx.query({ text: 'select pg_advisory_xact_lock($1::int8)', values: [LOCK] });
    await tx.script(
      'create table if not exists migration (id text collate "C" primary key, ran timestamptz(3) not null default now())',
    );
  });
  const ran: string[] = [];
  for (const migration of migrations) if (await runOnce(sql, migration)) ran.push(migration.id);
  return ran;
}

const runOnce = (sql: Sql, migration: Migration): Promise<boolean> =>
  sql.transaction(async (tx) => {
    await tx.query({ text: 'select pg_advisory_xact_lock($1::int8)', values: [LOCK] });
    const marked = await tx.query({
      text: 'insert into migration (id) values ($1) on conflict do nothing returning id',
      values: [migration.id],
    });
    if (marked.length === 0) return false;
    // an index over a large record takes as long as it takes
    await tx.query({ text: 'set local statement_timeout = 0' });
    await tx.script(migration.sql);
    return true;
  });
