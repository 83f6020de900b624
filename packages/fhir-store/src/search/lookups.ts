import type { Sql } from '../sql.ts';
import type { Caller } from '../store-contract.ts';
import type { SearchOptions } from './new-scope.ts';

/** Who asks the record, and through which connection. */
export interface Finder {
  readonly sql: Sql;
  readonly caller: Caller;
  readonly options: SearchOptions;
}

type Ask<Answer> = (finder: Finder) => Promise<readonly Answer[]>;

/**
 * What conditions have to know before they can be written as SQL: the codes of a value set, the entries of a list. A query is
 * read once to learn what it asks, and, only if it asked something, once more with the answers.
 */
export class Lookups {
  readonly #found = new Map<string, readonly unknown[]>();
  readonly #asked = new Map<string, Ask<unknown>>();

  /** The answer, or nothing while it is not known. One key is always asked in the same way. */
  find<Answer>(key: string, ask: Ask<Answer>): readonly Answer[] {
    const found = this.#found.get(key);
    if (found === undefined) this.#asked.set(key, ask);
    return (found ?? []) as readonly Answer[];
  }

  get isOpen(): boolean {
    return this.#asked.size > 0;
  }

  async answer(finder: Finder): Promise<void> {
    for (const [key, ask] of this.#asked) this.#found.set(key, await ask(finder));
    this.#asked.clear();
  }
}
