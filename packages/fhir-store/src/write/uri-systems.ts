import type { Sql } from '../sql.ts';

/** Numbers of the code systems that index rows name; number 0 is "no system". One process remembers what it has seen. */
export class UriSystems {
  readonly #known = new Map<string, number>([['', 0]]);

  /**
   * Numbers of these systems; new ones are added through `sql`. What was added in a transaction may still be undone, so the
   * answer is only remembered when `remember` is called after the commit.
   */
  async intern(sql: Sql, uris: Iterable<string>): Promise<ReadonlyMap<string, number>> {
    const unknown = [...new Set(uris)].filter((uri) => !this.#known.has(uri)).sort();
    if (unknown.length === 0) return this.#known;
    await sql.query({
      name: 'record_add_systems',
      text: 'insert into uri_system (uri) select unnest($1::text[]) on conflict (uri) do nothing',
      values: [unknown],
    });
    const rows = await sql.query<{ id: number; uri: string }>({
      name: 'record_find_systems',
      text: 'select id, uri from uri_system where uri = any($1::text[])',
      values: [unknown],
    });
    return new Map([...this.#known, ...rows.map(({ id, uri }): [string, number] => [uri, id])]);
  }

  remember(numbers: ReadonlyMap<string, number>): void {
    if (numbers === this.#known) return;
    for (const [uri, number] of numbers) this.#known.set(uri, number);
  }
}
