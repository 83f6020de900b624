import type { Connection, Submittable } from 'pg';

/** Rows for one table. */
export interface CopyPart {
  /** `table (column, …)` */
  readonly into: string;
  /** in the text form of COPY, each row with its line end */
  readonly rows: string;
}

const COPY_DATA = 'd'.charCodeAt(0);
const COPY_DONE = Buffer.from([...Buffer.from('c'), 0, 0, 0, 4]);
const LENGTH = 4;

/**
 * One statement and several COPYs as one simple query: PostgreSQL takes them as one transaction, and everything travels in
 * one round trip, since the server reads the rows when it has come to their COPY. After a refusal it reads the rest over.
 *
 * @source PostgreSQL, frontend/backend protocol: simple query with several statements, COPY operations (from memory)
 */
export class CopyScript implements Submittable {
  readonly done: Promise<void>;
  readonly #text: string;
  readonly #parts: readonly CopyPart[];
  readonly #settle: { resolve: () => void; reject: (thrown: unknown) => void };

  constructor(first: string, parts: readonly CopyPart[]) {
    this.#parts = parts;
    this.#text = [first, ...parts.map(({ into }) => `copy ${into} from stdin`)].join(';\n');
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.done = promise;
    this.#settle = { resolve, reject };
  }

  submit(connection: Connection): void {
    connection.query(this.#text);
    const { stream } = connection;
    for (const { rows } of this.#parts) {
      const bytes = Buffer.from(rows);
      const head = Buffer.from([COPY_DATA, 0, 0, 0, 0]);
      head.writeUInt32BE(bytes.length + LENGTH, 1);
      stream.cork();
      for (const some of [head, bytes, COPY_DONE]) stream.write(some);
      stream.uncork();
    }
  }

  handleReadyForQuery(): void {
    this.#settle.resolve();
  }

  handleError(thrown: unknown): void {
    this.#settle.reject(thrown);
  }

  // the driver tells of these too; here they say nothing
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleCommandComplete(): void {}
  handleCopyInResponse(): void {}
}

const SPECIAL = /[\\\t\n\r]/;
const escapes: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A text as a column of COPY. */
export function copyText(value: string): string {
  if (!SPECIAL.test(value)) return value;
  return value.replaceAll('\\', '\\\\').replace(/[\t\n\r]/g, (sign) => escapes[sign] ?? sign);
}

/** The same for a value that may be missing. */
export const copyValue = (value: string | undefined): string => (value === undefined ? '\\N' : copyText(value));
