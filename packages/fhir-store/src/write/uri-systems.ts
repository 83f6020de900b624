import { OWN } from '../indexing/quantity-values.ts';
import type { Sql } from '../sql.ts';

/** of `OWN` */
export const OWN_NUMBER = -1;

/** more systems than this are not remembered: somebody writes a new one with every resource */
const MOST = 20_000;

/** Numbers of the code systems that index rows name; number 0 is "no system". One process remembers what it has seen. */
export class UriSystems {
  readonly #known = new Map<string, number>([
    ['', 0],
    [OWN, OWN_NUMBER],
  ]);

  /**
   * Numbers of these systems; new ones are added through `sql`. What was added in a transaction may still be undone, so the
   * answer is only remembered when `remember` is called after the commit.
   */
  async intern(sql: Sql, uris: Iterable<string>): Promise<ReadonlyMap<string, number>> {
    const wanted = [...new Set(uris)];
    const unknown = wanted.filter((uri) => !this.#known.has(uri)).sort();
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
    const numbers = new Map(rows.map(({ id, uri }): [string, number] => [uri, id]));
    for (const uri of wanted) numbers.set(uri, numbers.get(uri) ?? this.#known.get(uri) ?? 0);
    return numbers.set('', 0);
  }

  remember(numbers: ReadonlyMap<string, number>): void {
    if (numbers === this.#known || this.#known.size > MOST) return;
    for (const [uri, number] of numbers) this.#known.set(uri, number);
  }
}
