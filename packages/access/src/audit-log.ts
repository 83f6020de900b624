import type { Sql } from '@lienmach/fhir-store';
import type { AuditEntry } from './audit-entry.ts';
import { errors } from './errors.ts';

export interface AuditLog {
  /**
   * Takes the entry of a read, search, refusal or sign-in; it is on disk at most 50 ms later.
   *
   * @throws access.auditUnavailable when the queue is full or the database refused the last write: then the answer must fail
   */
  record(entry: AuditEntry): void;
  /** Resolves when everything recorded so far is committed. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

const WAIT_MS = 50;
const BATCH = 500;
const QUEUE = 5_000;

const insert = `insert into audit (at, agent, agent_name, client, action, outcome, activity, what, patient, query, purpose, address)
select at, agent, agent_name, client, action, outcome, activity, what, patient, query, purpose, address
from json_to_recordset($1::json) as entry(at timestamptz, agent text, agent_name text, client text, action char(1),
  outcome int2, activity text, what text[], patient text[], query text, purpose text, address text)`;

const rowOf = (entry: AuditEntry) => ({ ...entry, agent_name: entry.agentName, at: entry.at.toISOString() });

const UNSTORABLE = /\\u(?:0000|d[89a-f])/i;
const storable = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\uFFFD') : value;

/** What a stranger put into an address must never stop the log: characters that the database cannot hold are replaced. */
function rowsText(batch: readonly AuditEntry[]): string {
  const rows = batch.map(rowOf);
  const text = JSON.stringify(rows);
  return UNSTORABLE.test(text) ? JSON.stringify(rows, storable) : text;
}

/** Group commit: many entries, one insert. A batch the database refused stays first in the queue and is tried again. */
class GroupCommit implements AuditLog {
  readonly #sql: Sql;
  readonly #queue: AuditEntry[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;
  #failing = false;
  #closed = false;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  record(entry: AuditEntry): void {
    if (this.#failing || this.#closed || this.#queue.length >= QUEUE) {
      this.#schedule(WAIT_MS);
      throw errors.auditUnavailable();
    }
    this.#queue.push(entry);
    if (this.#queue.length >= BATCH) this.#start();
    else this.#schedule(WAIT_MS);
  }

  async flush(): Promise<void> {
    while (this.#queue.length > 0 || this.#writing !== undefined) {
      await this.#start();
      if (this.#failing) throw errors.auditUnavailable();
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.flush().catch(() => undefined);
    clearTimeout(this.#timer);
  }

  #schedule(ms: number): void {
    if (this.#timer !== undefined || this.#writing !== undefined || this.#queue.length === 0) return;
    this.#timer = setTimeout(() => this.#start(), ms);
  }

  #start(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
      if (!this.#closed) this.#schedule(this.#failing ? 500 : WAIT_MS);
    });
    return this.#writing;
  }

  async #write(): Promise<void> {
    const batch = this.#queue.slice(0, BATCH);
    if (batch.length === 0) return;
    try {
      await this.#sql.query({ name: 'audit_append', text: insert, values: [rowsText(batch)] });
      this.#queue.splice(0, batch.length);
      this.#failing = false;
    } catch {
      this.#failing = true;
    }
  }
}

export const openAuditLog = (sql: Sql): AuditLog => new GroupCommit(sql);
