import { openTestSql, type TestSql } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countOldMessages, purgeMessages } from './purge-messages.ts';

let database: TestSql;
beforeAll(async () => {
  database = await openTestSql();
  await database.sql.query({
    text: `insert into message_in (partner, control_id, hash, raw, received, state, settled)
      values ('máy', '1', 'a', 'x', '2010-01-01', 'applied', '2010-01-01'), ('máy', '2', 'b', 'x', '2010-01-01', 'parked', '2010-01-01'),
        ('máy', '3', 'c', 'x', '2010-01-01', 'applied', '2010-01-01'), ('máy', '4', 'd', 'x', '2026-01-01', 'applied', '2026-01-01')`,
  });
  await database.sql.query({
    text: `update message_in set corrects = (select id from message_in where control_id = '3') where control_id = '4'`,
  });
  await database.sql.query({
    text: `insert into message_out (channel, key, control_id, content, queued, due, state, settled)
      values ('k', 'k', '1', '{}', '2010-01-01', '2010-01-01', 'sent', '2010-01-01'), ('k', 'k', '2', '{}', '2010-01-01', '2010-01-01', 'waiting', null)`,
  });
});
afterAll(() => database.close());

test('chỉ bỏ thông điệp cũ đã xong; thông điệp chờ người xử lý và thông điệp được đính chính về sau vẫn còn', async () => {
  const { sql } = database;
  const before = new Date('2016-01-01');
  expect(await countOldMessages(sql, before)).toBe(2);
  expect(await purgeMessages(sql, before)).toBe(2);
  const left = await sql.query<{ control_id: string }>({
    text: 'select control_id from message_in union all select control_id from message_out order by 1',
  });
  expect(left.map((row) => row.control_id)).toEqual(['2', '2', '3', '4']);
  expect(await purgeMessages(sql, before)).toBe(0);
});
