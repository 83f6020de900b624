import type { CopyPart } from './copy-script.ts';

/** One SQL statement; a `name` makes it a prepared statement on engines that know them. */
export interface Statement {
  readonly text: string;
  readonly values?: readonly unknown[];
  readonly name?: string;
}

/**
 * The small port through which everything speaks to PostgreSQL: node-postgres on a server, PGlite at the edge.
 * No SQL newer than PostgreSQL 15, nothing that PGlite lacks.
 *
 * A lost connection is thrown as a FhirError of issue type `transient` (503); constraint violations keep their SQLSTATE in `code`.
 */
export interface Sql {
  readonly engine: 'postgres' | 'pglite';
  query<Row>(statement: Statement): Promise<Row[]>;
  /** READ COMMITTED; nested calls run inside the same transaction. */
  transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result>;
  /**
   * A statement without parameters and rows for several tables by COPY: one transaction in one round trip. Absent where there
   * is no such way: inside a transaction, and on PGlite.
   */
  readonly copyAll?: (first: string, parts: readonly CopyPart[]) => Promise<void>;
  /** Several statements without parameters: migrations only. */
  script(text: string): Promise<void>;
  /** NOTIFY is only a wake-up; the answer stops listening. */
  listen(channel: string, wake: () => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** Forward-only change of the schema; `id` sorts: `record-0001`. Every engine package lists its own, `migrate` runs them once each. */
export interface Migration {
  readonly id: string;
  readonly sql: string;
}
