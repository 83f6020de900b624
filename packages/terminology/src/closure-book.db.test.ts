import { openTestSql, type TestSql } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openClosureBook } from './closure-book.ts';

let database: TestSql;
const now = new Date('2026-03-02T00:30:00.000Z');

beforeAll(async () => {
  database = await openTestSql();
});
afterAll(() => database?.close());

test('bảng quan hệ mã có giới hạn; lần thêm quá giới hạn không để lại gì', async () => {
  const book = openClosureBook(database.sql);
  await book.begin('Device/thu', 'lớn', now);
  const codes = Array.from({ length: 5000 }, (_, index) => ({ system: 'urn:so', code: `n${index}` }));
  expect((await book.add('Device/thu', 'lớn', codes)).version).toBe(1);
  const more = book.add('Device/thu', 'lớn', [{ system: 'urn:so', code: 'thừa' }]);
  await expect(more).rejects.toMatchObject({ code: 'terminology.closureTooLarge', status: 413 });
  const table = await book.read('Device/thu', 'lớn');
  expect([table.version, table.codes.length]).toEqual([1, 5000]);
});

test('cùng tên của người khác là bảng khác', async () => {
  const book = openClosureBook(database.sql);
  await book.begin('Device/a', 'chung', now);
  await expect(book.read('Device/b', 'chung')).rejects.toMatchObject({ code: 'terminology.unknownClosure' });
  await expect(book.add('Device/b', 'chung', [])).rejects.toMatchObject({ code: 'terminology.unknownClosure' });
});
