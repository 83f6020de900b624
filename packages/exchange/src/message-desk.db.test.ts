import { openTestSql, type TestSql } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { errors } from './errors.ts';
import { openInbound } from './inbound.ts';
import { openMessageDesk } from './message-desk.ts';
import { outgoingQueue } from './outgoing.ts';

let database: TestSql;
beforeAll(async () => {
  database = await openTestSql();
});
afterAll(() => database.close());
const now = () => new Date('2026-03-02T01:00:00Z');
const nobody = { id: 'may', host: '127.0.0.1', port: 1 };

const desk = () => {
  const { store, caller } = { store: {}, caller: () => ({}) };
  const inbound = openInbound({
    sql: database.sql,
    store: store as never, // nothing here is handled
    caller: caller as never,
    mappings: [],
    now,
  });
  return openMessageDesk(database.sql, inbound, now);
};

test('bản gửi đi không tới: thấy lý do và kênh, gửi lại hoặc bỏ; kênh nói ai đang chờ từ bao giờ', async () => {
  const queue = outgoingQueue({ sql: database.sql, now, channels: [nobody], answerWithin: 500 });
  for (const controlId of ['1', '2']) await queue.send('may', { key: controlId, controlId, content: 'MSH|^~\\&|' });
  await queue.flush();
  await queue.stop();
  const [first] = await desk().outgoing();
  expect(first).toMatchObject({ channel: 'may', controlId: '1', state: 'waiting', attempts: 1 });
  expect(first?.reason?.issue[0]?.details?.text).toBe('Không kết nối được tới đối tác.');
  expect(await desk().links(['may'])).toMatchObject([{ channel: 'may', waiting: 2, attempts: 1, waitingSince: now() }]);
  await desk().sendAgain(first?.id ?? '');
  expect(await desk().outgoing()).toEqual([]);
  await desk().giveUp(first?.id ?? '', errors.notConnected().outcome);
  expect(await desk().links(['may'])).toMatchObject([{ waiting: 1 }]);
  await expect(desk().sendAgain(first?.id ?? '')).rejects.toMatchObject({ code: 'exchange.notWaiting', status: 409 });
  await expect(desk().giveUp('x', errors.notConnected().outcome)).rejects.toMatchObject({
    code: 'exchange.notWaiting',
  });
});
