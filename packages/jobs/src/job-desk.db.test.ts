import { openTestSql, type TestSql } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openJobDesk } from './job-desk.ts';
import { JobQueue } from './job-queue.ts';

let database: TestSql;
beforeAll(async () => {
  database = await openTestSql();
});
afterAll(() => database.close());

test('phản ứng dừng lại thì thấy được; chạy lại khi đã sửa, hoặc bỏ; đã bỏ thì không chạy nữa', async () => {
  const time = new Date('2026-03-02T01:00:00Z');
  const now = () => time;
  let ran = 0;
  const queue = new JobQueue({
    sql: database.sql,
    now,
    events: [],
    timers: [{ id: 'dem', run: async () => void ran++ }],
  });
  const desk = openJobDesk(database.sql, now);
  await queue.later('khong-co', 'a', time, '');
  await queue.later('khong-co', 'b', time, '');
  await database.sql.query({
    text: `update job set state = 1, reason = 'không có người nhận' where handler = 'khong-co'`,
  });
  const [first, second] = await desk.troubled();
  expect(first).toMatchObject({ handler: 'khong-co', state: 'parked', reason: 'không có người nhận' });
  await database.sql.query({ text: `update job set handler = 'dem' where id = ${first?.id}` });
  expect(await desk.retry(first?.id ?? 0)).toBe(true);
  expect(await desk.waiting()).toBe(1);
  expect(await desk.cancel(second?.id ?? 0, 'làm bằng tay')).toBe(true);
  await queue.settle();
  expect(ran).toBe(1);
  expect(await desk.troubled()).toEqual([]);
  expect(await desk.retry(second?.id ?? 0)).toBe(false);
  expect(await desk.cancel(first?.id ?? 0, 'không còn')).toBe(false);
});
