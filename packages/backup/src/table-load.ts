import type { Client } from 'pg';
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams';
import { errors } from './errors.ts';
import { quoted } from './site-tables.ts';

/** Rows on their way into one table. */
export class TableLoad {
  readonly #stream: CopyStreamQuery;
  readonly #table: string;
  readonly #ended: Promise<void>;

  constructor(client: Client, table: string, columns: readonly string[]) {
    this.#table = table;
    this.#stream = client.query(copyFrom(`copy ${quoted(table)} (${columns.map(quoted).join(', ')}) from stdin`));
    this.#ended = new Promise((done, fail) => {
      this.#stream.once('finish', done);
      this.#stream.once('error', fail);
    });
    this.#ended.catch(() => undefined); // told by write or end
  }

  async write(bytes: Buffer): Promise<void> {
    const taken = new Promise<void>((done, fail) => {
      this.#stream.write(bytes, (thrown) => (thrown ? fail(thrown) : done()));
    });
    // an error of the server does not always answer the write that caused it
    await this.#told(Promise.race([taken, this.#ended]));
  }

  async end(): Promise<void> {
    this.#stream.end();
    await this.#told(this.#ended);
  }

  /** Rows that the table does not take were not written by this program. */
  async #told(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (thrown) {
      const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
      throw /^2[23]/.test(code) ? errors.damaged({ detail: `${this.#table} ${code}` }) : thrown;
    }
  }
}
