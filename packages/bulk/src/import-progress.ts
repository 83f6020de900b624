import type { Sql } from '@lienmach/fhir-store';

/** `lines` and `bytes` say how far the file is read. */
export interface ImportCounts {
  readonly lines: number;
  readonly bytes: number;
  readonly written: number;
  readonly unchanged: number;
  readonly refused: number;
}

export const noCounts: ImportCounts = { lines: 0, bytes: 0, written: 0, unchanged: 0, refused: 0 };

export const addCounts = (one: ImportCounts, other: ImportCounts): ImportCounts => ({
  lines: one.lines + other.lines,
  bytes: one.bytes + other.bytes,
  written: one.written + other.written,
  unchanged: one.unchanged + other.unchanged,
  refused: one.refused + other.refused,
});

export interface RefusedLine {
  readonly line: number;
  /** OperationOutcome as JSON */
  readonly outcome: string;
  readonly content: string;
}

const SAVE_MS = 1000;
/** lines that wait to be kept */
const MOST_REFUSED = 500;

/** How far one file of a job has come, kept in the database. */
export class ImportProgress {
  readonly #sql: Sql;
  readonly #job: string;
  readonly #file: string;
  #counts: ImportCounts;
  #refused: RefusedLine[] = [];
  #savedAt = performance.now();

  private constructor(sql: Sql, job: string, file: string, counts: ImportCounts) {
    this.#sql = sql;
    this.#job = job;
    this.#file = file;
    this.#counts = counts;
  }

  static async open(sql: Sql, job: string, file: string): Promise<ImportProgress> {
    const [row] = await sql.query<ImportCounts>({
      text: `insert into bulk_import_file (job, file) values ($1, $2)
             on conflict (job, file) do update set file = excluded.file
             returning lines::float8 as lines, bytes::float8 as bytes, written::float8 as written,
               unchanged::float8 as unchanged, refused::float8 as refused`,
      values: [job, file],
    });
    return new ImportProgress(sql, job, file, row ?? noCounts);
  }

  get counts(): ImportCounts {
    return this.#counts;
  }

  /**
   * Kept in the database about once a second: after a crash a second's lines are looked at again and found to be there.
   *
   * @param counts  place now, and what came since
   */
  async add({ counts, refused }: { counts: ImportCounts; refused: readonly RefusedLine[] }): Promise<void> {
    const { lines, bytes } = counts;
    this.#counts = { ...addCounts(this.#counts, counts), lines, bytes };
    this.#refused.push(...refused);
    if (performance.now() - this.#savedAt > SAVE_MS || this.#refused.length > MOST_REFUSED) await this.save();
  }

  async save(): Promise<void> {
    const { lines, bytes, written, unchanged } = this.#counts;
    const refused = this.#refused;
    await this.#sql.query({
      name: 'bulk_import_progress',
      text: `with kept as (insert into bulk_refused_line (job, file, line, outcome, content)
               select $1, $2, line, outcome, content from unnest($8::bigint[], $9::text[], $10::text[]) as x (line, outcome, content)
               on conflict (job, file, line) do nothing)
             update bulk_import_file set lines = $3, bytes = $4, written = $5, unchanged = $6, refused = $7
             where job = $1 and file = $2`,
      values: [
        this.#job,
        this.#file,
        lines,
        bytes,
        written,
        unchanged,
        this.#counts.refused,
        refused.map(({ line }) => line),
        refused.map(({ outcome }) => outcome),
        refused.map(({ content }) => content),
      ],
    });
    this.#refused = [];
    this.#savedAt = performance.now();
  }
}
