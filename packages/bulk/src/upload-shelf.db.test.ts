import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { openTestSql, type TestSql } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UploadShelf } from './upload-shelf.ts';

let database: TestSql;
let folder: string;
beforeAll(async () => {
  database = await openTestSql();
  folder = mkdtempSync(join(tmpdir(), 'lienmach-shelf-'));
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const DAY = 24 * 60 * 60_000;
const shelfAt = (now: Date, longest?: number) =>
  new UploadShelf({ sql: database.sql, folder, now: () => now, ...(longest === undefined ? {} : { longest }) });
const today = new Date('2026-03-02T08:00:00Z');

test('tệp quá lớn hoặc gửi dở thì không giữ lại gì', async () => {
  const shelf = shelfAt(today, 10);
  await expect(shelf.receive('thu', Readable.from([Buffer.alloc(6), Buffer.alloc(6)]))).rejects.toMatchObject({
    code: 'bulk.uploadTooLong',
  });
  const broken = new Readable({
    read() {
      this.push('ba ');
      this.destroy(new Error('aborted'));
    },
  });
  await expect(shelf.receive('thu', broken)).rejects.toMatchObject({ code: 'bulk.uploadBroken' });
  expect(readdirSync(folder)).toEqual([]);
  expect(await database.sql.query({ text: 'select 1 as hit from bulk_upload' })).toEqual([]);
});

test('chỉ người gửi dùng được tệp; quá một ngày thì mất, trừ tệp đang chờ nhập', async () => {
  const shelf = shelfAt(today);
  const [one, two] = [
    await shelf.receive('thu', Readable.from(['a'])),
    await shelf.receive('thu', Readable.from(['b'])),
  ];
  await expect(shelf.keep('khac', [one.id], today)).rejects.toMatchObject({ code: 'bulk.unknownUpload' });
  await shelf.keep('thu', [one.id], new Date(today.getTime() + 3 * DAY));
  const later = shelfAt(new Date(today.getTime() + 2 * DAY));
  await expect(later.keep('thu', [two.id], today)).rejects.toMatchObject({ code: 'bulk.unknownUpload' });
  await later.sweep();
  expect([existsSync(shelf.pathOf(one.id)), existsSync(shelf.pathOf(two.id))]).toEqual([true, false]);
  await later.remove([one.id]);
  expect(readdirSync(folder)).toEqual([]);
});

test('đĩa hết chỗ khi đang nhận: nói là máy chủ, không nói là người gửi; không giữ lại gì', async () => {
  const full = new Readable({
    read() {
      this.push('ba ');
      this.destroy(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));
    },
  });
  await expect(shelfAt(today).receive('thu', full)).rejects.toMatchObject({ code: 'bulk.noRoom', status: 503 });
  expect(readdirSync(folder)).toEqual([]);
});

test('tệp của tiến trình đã chết giữa chừng: quá một ngày thì dọn, tệp mới thì để yên', async () => {
  const old = new Date(today.getTime() - 2 * DAY);
  for (const [name, when] of [
    ['cu.ndjson.part', old],
    ['cu-khac.ndjson', old],
    ['dang-gui.ndjson.part', today],
  ] as const) {
    writeFileSync(join(folder, name), 'dở dang');
    utimesSync(join(folder, name), when, when);
  }
  const shelf = shelfAt(today);
  const { id } = await shelf.receive('thu', Readable.from(['a']));
  await shelf.sweep();
  expect(readdirSync(folder).sort()).toEqual([`${id}.ndjson`, 'dang-gui.ndjson.part'].sort());
  await shelf.remove([id]);
  rmSync(join(folder, 'dang-gui.ndjson.part'));
});

test('quá nhiều tệp chờ nhập thì từ chối tệp mới', async () => {
  await database.sql.query({
    text: `insert into bulk_upload (id, owner, bytes, made, expires)
           select 'day-' || n, 'dong', 1, now(), now() + interval '1 day' from generate_series(1, 1000) n`,
  });
  await expect(shelfAt(today).receive('dong', Readable.from(['a']))).rejects.toMatchObject({
    code: 'bulk.tooManyUploads',
  });
});
