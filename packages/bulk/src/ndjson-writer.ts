import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';

export interface WrittenFile {
  readonly type: string;
  readonly name: string;
  readonly count: number;
}

const MOST_LINES = 100_000;
const MOST_BYTES = 512 * 1024 * 1024;

/** Lines of one type, in files that stay of a size that can be fetched again. */
export class NdjsonWriter {
  readonly files: WrittenFile[] = [];
  readonly #folder: string;
  readonly #type: string;
  readonly #suffix: string;
  #file: FileHandle | undefined;
  #lines = 0;
  #bytes = 0;

  constructor(folder: string, type: string, suffix = '') {
    this.#folder = folder;
    this.#type = type;
    this.#suffix = suffix;
  }

  /** @param lines  JSON texts without line breaks */
  async write(lines: readonly string[]): Promise<void> {
    if (lines.length === 0) return;
    if (this.#lines >= MOST_LINES || this.#bytes >= MOST_BYTES) await this.close();
    this.#file ??= await open(join(this.#folder, this.#nextName()), 'wx', 0o600);
    const bytes = Buffer.from(`${lines.join('\n')}\n`);
    await this.#file.write(bytes);
    this.#lines += lines.length;
    this.#bytes += bytes.length;
  }

  async close(): Promise<void> {
    if (!this.#file) return;
    await this.#file.sync();
    await this.#file.close();
    this.files.push({ type: this.#type, name: this.#nextName(), count: this.#lines });
    this.#file = undefined;
    this.#lines = 0;
    this.#bytes = 0;
  }

  #nextName(): string {
    return `${this.#type}${this.#suffix}-${this.files.length + 1}.ndjson`;
  }
}
