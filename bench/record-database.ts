import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** A look at the record's own database from outside. */
export interface RecordDatabase {
  /** for the reactions to what was written; gives up after `most` and says so. @param most  seconds. @returns seconds until the reactions to what was written were done */
  untilQuiet(most?: number): Promise<number>;
  analyze(): Promise<void>;
  /** what autovacuum does a little later by itself */
  vacuum(): Promise<void>;
  /** bytes of current versions, history and index tables with their indexes, and resources and index rows in them */
  storage(): Promise<RecordStorage>;
  facts(): Promise<string>;
  close(): Promise<void>;
}

export interface Storage {
  readonly bytes: number;
  readonly resources: number;
  readonly indexRows: number;
}

/** `whole`: bytes of the database with everything in it */
interface RecordStorage extends Storage {
  readonly whole: number;
}

const tables = ['resource', 'resource_history', 'uri_system'];
const indexTables = ['token', 'reference', 'date', 'string', 'quantity', 'uri', 'composite'].map(
  (name) => `idx_${name}`,
);

const waiting = `select exists (select from outbox where not expanded)
  or exists (select from job where state = 0 and (run_at <= now() or (attempts > 0 and reason is null))) as waits`;
/** seconds; a measurement between two windows, not after a fill */
const MOST_WAIT = 60;

export async function openRecordDatabase(url: string): Promise<RecordDatabase> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  return {
    async untilQuiet(most = MOST_WAIT) {
      const began = performance.now();
      const elapsed = (): number => (performance.now() - began) / 1000;
      while (elapsed() < most) {
        const { rows } = await client.query<{ waits: boolean }>(waiting);
        if (rows[0]?.waits === false) return elapsed();
        await sleep(50);
      }
      console.log(`reactions are not done after ${most} s: what follows is measured beside them`);
      return elapsed();
    },
    analyze: async () => void (await client.query('analyze')),
    vacuum: async () => void (await client.query('vacuum (analyze)')),
    async storage() {
      const names = [...tables, ...indexTables].map((name) => `'${name}'`).join(', ');
      const rows = indexTables.map((name) => `(select count(*) from ${name})`).join(' + ');
      const answer = await client.query<RecordStorage>(`select
        pg_database_size(current_database())::float8 as whole,
        (select sum(pg_total_relation_size(oid)) from pg_class where relkind = 'r' and relname in (${names}))::float8 as bytes,
        (select count(*) from resource where not deleted)::float8 as resources, (${rows})::float8 as "indexRows"`);
      return answer.rows[0] ?? { bytes: 0, resources: 0, indexRows: 0, whole: 0 };
    },
    async facts() {
      const { rows } = await client.query<{ text: string }>(
        `select 'PostgreSQL ' || current_setting('server_version') || ', fsync ' || current_setting('fsync')
          || ', synchronous_commit ' || current_setting('synchronous_commit')
          || ', shared_buffers ' || current_setting('shared_buffers') as text`,
      );
      return rows[0]?.text ?? '';
    },
    close: () => client.end(),
  };
}
