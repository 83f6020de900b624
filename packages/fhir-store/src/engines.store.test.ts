import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from './migrate.ts';
import { openPostgres } from './postgres.ts';
import { recordMigrations } from './schema.ts';
import type { Sql } from './sql.ts';
import { openTestRecord, type TestRecord } from './test-record.ts';

let record: TestRecord;
let sql: Sql;

beforeAll(async () => {
  record = await openTestRecord();
  sql = record.sql;
});
afterAll(() => record.close());

describe('hai động cơ sau một cổng', () => {
  test('mảng, số lớn, ký tự đặc biệt đi và về như nhau', async () => {
    const texts = ['a"b', 'c\\d', '{e,f}', '', 'NULL', 'Nguyễn', "x'y", 'dòng\nmới'];
    const [row] = await sql.query<{ texts: string[]; numbers: number[]; big: number; flags: boolean[] }>({
      text: 'select $1::text[] as texts, $2::int4[] as numbers, $3::int8 as big, $4::bool[] as flags',
      values: [texts, [1, -2], 9007199254740991, [true, false]],
    });
    expect(row).toEqual({ texts, numbers: [1, -2], big: 9007199254740991, flags: [true, false] });
  });

  test('null trong mảng', async () => {
    const [row] = await sql.query<{ list: (string | null)[] }>({
      text: 'select $1::text[] as list',
      values: [['a', null]],
    });
    expect(row?.list).toEqual(['a', null]);
  });

  test('giao dịch lỗi thì không để lại gì, giao dịch lồng nằm trong giao dịch ngoài', async () => {
    await sql.script('create table thu (n int)');
    const failing = sql.transaction(async (outer) => {
      await outer.transaction((inner) => inner.query({ text: 'insert into thu values (1)' }));
      throw new RangeError('thôi');
    });
    await expect(failing).rejects.toThrow('thôi');
    expect(await sql.query({ text: 'select * from thu' })).toEqual([]);
  });

  test('lỗi ràng buộc giữ mã SQLSTATE', async () => {
    await sql.script('create table duy_nhat (n int primary key); insert into duy_nhat values (1)');
    await expect(sql.query({ text: 'insert into duy_nhat values (1)' })).rejects.toMatchObject({ code: '23505' });
  });

  test('NOTIFY đánh thức người nghe cho tới khi thôi nghe', async () => {
    let rings = 0;
    let ring: () => void = () => undefined;
    const rung = new Promise<void>((resolve) => {
      ring = resolve;
    });
    const stop = await sql.listen('thu_chuong', () => {
      rings += 1;
      ring();
    });
    await sql.query({ text: "select pg_notify('thu_chuong', '')" });
    await rung;
    await stop();
    await sql.query({ text: "select pg_notify('thu_chuong', '')" });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(rings).toBe(1);
  });

  test('migrate chạy mỗi bước đúng một lần', async () => {
    expect(await migrate(sql, recordMigrations)).toEqual([]);
    const step = { id: 'thu-0001', sql: 'create table buoc_moi (n int)' };
    const runs = await Promise.all([migrate(sql, [step]), migrate(sql, [step])]);
    expect(runs.flat()).toEqual(['thu-0001']);
    await expect(migrate(sql, [{ id: 'thu-0002', sql: 'create table hai (n int); select sai' }])).rejects.toThrow();
    expect(await migrate(sql, [{ id: 'thu-0002', sql: 'create table hai (n int)' }])).toEqual(['thu-0002']);
  });
});

/** PGlite lives in this process: there is no server to lose, so these cases do not exist there. */
const hasServer = process.env.LIENMACH_TEST_ENGINE !== 'pglite';
if (hasServer)
  describe('mất máy chủ', () => {
    test('không kết nối được là 503, không phải lỗi lạ', async () => {
      const away = openPostgres({ url: 'postgres://postgres@127.0.0.1:1/khong', max: 2, patience: 500 });
      await expect(away.query({ text: 'select 1' })).rejects.toMatchObject({ code: 'store.unavailable', status: 503 });
      await expect(away.transaction((tx) => tx.query({ text: 'select 1' }))).rejects.toMatchObject({ status: 503 });
      await expect(away.listen('x', () => undefined)).rejects.toMatchObject({ status: 503 });
      await away.close();
    });

    test('kết nối bị cắt giữa giao dịch: lần đó 503, lần sau lại được', async () => {
      const cut = sql.transaction(async (tx) => {
        const [me] = await tx.query<{ pid: number }>({ text: 'select pg_backend_pid() as pid' });
        await sql.query({ text: 'select pg_terminate_backend($1)', values: [me?.pid] });
        await tx.query({ text: 'select 1' });
      });
      await expect(cut).rejects.toMatchObject({ status: 503 });
      expect(await sql.query({ text: 'select 1 as n' })).toEqual([{ n: 1 }]);
    });

    test('người nghe bị cắt thì tự nghe lại và được đánh thức', async () => {
      let wake: () => void = () => undefined;
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const stop = await sql.listen('thu_cat', () => wake());
      await sql.query({
        text: 'select pg_terminate_backend(pid) from pg_stat_activity where query = \'listen "thu_cat"\'',
      });
      await woken;
      await stop();
    });
  });
