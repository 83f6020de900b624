import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Sql } from '@lienmach/fhir-store';
import { errors } from './errors.ts';

export interface Upload {
  readonly id: string;
  readonly bytes: number;
}

const MOST_BYTES = 1024 * 1024 * 1024;
const MOST_WAITING = 1000;
const KEPT_MS = 24 * 60 * 60_000;

export interface ShelfOptions {
  readonly sql: Sql;
  /** of its own, mode 0700 */
  readonly folder: string;
  readonly now: () => Date;
  /** bytes of one file */
  readonly longest?: number;
}

/** Files that were sent for an import, each found only by who sent it, gone after a day or with its import. */
export class UploadShelf {
  readonly #sql: Sql;
  readonly #folder: string;
  readonly #now: () => Date;
  readonly #longest: number;

  constructor({ sql, folder, now, longest = MOST_BYTES }: ShelfOptions) {
    this.#sql = sql;
    this.#folder = folder;
    this.#now = now;
    this.#longest = longest;
  }

  pathOf(id: string): string {
    return join(this.#folder, `${id}.ndjson`);
  }

  /** On the disk, whole, before its row says that it is there. @throws bulk.tooManyUploads, bulk.uploadTooLong, bulk.uploadBroken */
  async receive(owner: string, body: Readable): Promise<Upload> {
    await this.#checkRoom(owner);
    const id = randomUUID();
    const partial = `${this.pathOf(id)}.part`;
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    try {
      const bytes = await receiveInto(partial, body, this.#longest);
      await rename(partial, this.pathOf(id));
      await this.#sql.query({
        text: `insert into bulk_upload (id, owner, bytes, made, expires) values ($1, $2, $3, $4::timestamptz, $5::timestamptz)`,
        values: [id, owner, bytes, this.#instant(), this.#instant(KEPT_MS)],
      });
      return { id, bytes };
    } catch (thrown) {
      await Promise.all([partial, this.pathOf(id)].map((path) => rm(path, { force: true })));
      throw isDiskTrouble(thrown) ? errors.noRoom() : thrown;
    }
  }

  async #checkRoom(owner: string): Promise<void> {
    const [row] = await this.#sql.query<{ waiting: number }>({
      text: 'select count(*)::int4 as waiting from bulk_upload where owner = $1',
      values: [owner],
    });
    if ((row?.waiting ?? 0) >= MOST_WAITING) throw errors.tooManyUploads({ limit: MOST_WAITING });
  }

  /** Keeps these for a job, as long as that lives. @throws bulk.unknownUpload when one of them is not there, or not theirs */
  async keep(owner: string, ids: readonly string[], until: Date): Promise<void> {
    const kept = await this.#sql.query({
      text: `update bulk_upload set expires = $3::timestamptz
             where id = any($1::text[]) and owner = $2 and expires > $4::timestamptz returning id`,
      values: [ids, owner, until.toISOString(), this.#instant()],
    });
    if (kept.length < new Set(ids).size) throw errors.unknownUpload();
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.#sql.query({ text: 'delete from bulk_upload where id = any($1::text[])', values: [ids] });
    for (const id of ids) await rm(this.pathOf(id), { force: true });
  }

  /** Removes what has expired. */
  async sweep(): Promise<void> {
    const gone = await this.#sql.query<{ id: string }>({
      text: 'delete from bulk_upload where expires < $1::timestamptz returning id',
      values: [this.#instant()],
    });
    for (const { id } of gone) await rm(this.pathOf(id), { force: true });
    await this.#sweepStrays();
  }

  /** Files without a row: the process that wrote or removed them died over it. */
  async #sweepStrays(): Promise<void> {
    const before = this.#now().getTime() - KEPT_MS;
    for (const name of await readdir(this.#folder).catch(() => [])) {
      const path = join(this.#folder, name);
      const found = await stat(path).catch(() => undefined);
      if (found === undefined || found.mtimeMs > before) continue;
      const [id = ''] = name.split('.');
      const rows = await this.#sql.query({ text: 'select 1 as hit from bulk_upload where id = $1', values: [id] });
      if (rows.length === 0) await rm(path, { force: true });
    }
  }

  #instant(later = 0): string {
    return new Date(this.#now().getTime() + later).toISOString();
  }
}

const troubles = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS']);
const isDiskTrouble = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && troubles.has(String(thrown.code));

/** @returns bytes, all of them on the disk */
async function receiveInto(path: string, body: Readable, limit: number): Promise<number> {
  let bytes = 0;
  async function* counted() {
    for await (const chunk of chunksOf(body)) {
      bytes += chunk.length;
      if (bytes > limit) throw errors.uploadTooLong({ limit });
      yield chunk;
    }
  }
  // opened before anything is read and closed before anybody removes it: a stream of its own could still make the file after that
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(counted());
    await file.sync();
    return bytes;
  } finally {
    await file.close();
  }
}

/** @throws bulk.uploadBroken when the sender does not send it to its end */
async function* chunksOf(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of body) yield chunk;
  } catch (thrown) {
    throw isDiskTrouble(thrown) ? thrown : errors.uploadBroken();
  }
}
