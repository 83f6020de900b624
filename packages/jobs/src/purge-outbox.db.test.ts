import { openTestSql, type TestSql } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countOldEvents, purgeOutbox } from './purge-outbox.ts';

let database: TestSql;
beforeAll(async () => {
  database = await openTestSql();
  await database.sql.query({
    text: `insert into outbox (at, entries, expanded)
           select timestamptz '2026-01-01' + n * interval '1 minute', '[]', n <> 10 from generate_series(1, 7000) n`,
  });
});
afterAll(() => database.close());

test('chỉ bỏ sự kiện cũ đã giao xong; sự kiện chưa giao và những sự kiện mới nhất luôn còn', async () => {
  const { sql } = database;
  expect(await countOldEvents(sql, new Date('2025-01-01'))).toBe(0);
  const before = new Date('2030-01-01');
  expect(await countOldEvents(sql, before)).toBe(5998);
  expect(await purgeOutbox(sql, before)).toBe(5998);
  const left = await sql.query<{ count: number; waiting: number }>({
    text: 'select count(*)::int as count, count(*) filter (where not expanded)::int as waiting from outbox',
  });
  expect(left).toEqual([{ count: 1002, waiting: 1 }]);
  expect(await purgeOutbox(sql, before)).toBe(0);
});
