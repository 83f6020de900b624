import { mergedRowsOf } from './person-rows.ts';
import { typeNumber } from './resource-types.ts';
import type { Sql } from './sql.ts';

/** for so long a record that had no merged patients is believed to have none */
const BELIEVED_MS = 1000;

const NOBODY: ReadonlyMap<string, readonly string[]> = new Map();

/**
 * Who was merged with whom: a patient that was replaced, and the one that stands for both. What belongs to either is found
 * by either, without being moved. A record without merges is asked once a second and pays nothing else.
 */
export class MergedPatients {
  readonly #sql: Sql;
  #exist = false;
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Somebody was merged through this very store. */
  noticed(): void {
    this.#exist = true;
  }

  /** The other ids of each of these patients; patients that were never merged are left out. */
  async othersOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    if (ids.length === 0 || !(await this.#anyExist())) return NOBODY;
    const others = new Map<string, string[]>();
    const known = new Set(ids);
    for (let asked = [...known]; asked.length > 0; ) {
      const rows = await this.#linked(asked);
      for (const { id, code } of rows) others.set(code, [...(others.get(code) ?? []), id]);
      asked = [...new Set(rows.map(({ id }) => id))].filter((id) => !known.has(id)).slice(0, 50);
      for (const id of asked) known.add(id);
    }
    return new Map(ids.flatMap((id) => (others.has(id) ? [[id, reachedFrom(id, others)] as const] : [])));
  }

  async #anyExist(): Promise<boolean> {
    if (this.#exist || performance.now() - this.#askedAt < BELIEVED_MS) return this.#exist;
    this.#askedAt = performance.now();
    const [row] = await this.#sql.query<{ found: boolean }>({
      name: 'merged_any',
      text: `select exists (select 1 from idx_token where ${rows}) as found`,
    });
    if (row?.found === true) this.#exist = true;
    return this.#exist;
  }

  #linked(ids: readonly string[]): Promise<{ id: string; code: string }[]> {
    return this.#sql.query({
      name: 'merged_with',
      text: `select id, code from idx_token where ${rows} and code = any($1::text[])`,
      values: [ids],
    });
  }
}

const rows = `type=${typeNumber('Patient')} and param=${mergedRowsOf('Patient') ?? 0}`;

/** Merges may follow each other: everybody on the chain, but for the one asked for. */
function reachedFrom(id: string, others: ReadonlyMap<string, readonly string[]>): string[] {
  const reached = new Set([id]);
  for (const one of reached) for (const other of others.get(one) ?? []) reached.add(other);
  reached.delete(id);
  return [...reached];
}
