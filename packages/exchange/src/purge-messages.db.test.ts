import { openTestSql, type TestSql } from '@lienmach/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { outgoingQueue } from './outgoing.ts';
import { countOldMessages, purgeFigures, purgeMessages } from './purge-messages.ts';

let database: TestSql;
beforeAll(async () => {
  database = await openTestSql();
  await database.sql.query({
    text: `insert into message_in (partner, control_id, hash, raw, received, state, settled, channel, patient_key, order_key)
      values ('máy', '1', 'a', 'x', '2010-01-01', 'applied', '2010-01-01', null, 'B1', null),
        ('máy', '2', 'b', 'x', '2010-01-01', 'parked', '2010-01-01', null, null, null),
        ('máy', '3', 'c', 'x', '2010-01-01', 'applied', '2010-01-01', null, null, null),
        ('máy', '4', 'd', 'x', '2026-01-01', 'applied', '2026-01-01', null, null, null),
        ('máy', '5', 'e', 'x', '2022-01-01', 'applied', '2022-01-01', 'may-5', null, 'ONG5'),
        ('máy', '6', 'f', 'x', '2022-01-01', 'refused', '2022-01-01', 'may-6', null, 'ONG6'),
        ('máy', '7', 'g', 'x', '2022-01-01', 'refused', '2022-01-01', 'may-5', null, null)`,
  });
  await database.sql.query({
    text: `update message_in set corrects = (select id from message_in where control_id = '3') where control_id = '4'`,
  });
  await database.sql.query({
    text: `insert into message_out (channel, key, control_id, content, queued, due, state, settled)
      values ('k', 'Patient/1', '1', '{}', '2010-01-01', '2010-01-01', 'sent', '2010-01-01'),
        ('k', 'Patient/2', '3', '{}', '2010-01-01', '2010-01-01', 'given-up', '2010-01-01'),
        ('k', 'Patient/1', '2', '{}', '2010-01-01', '2010-01-01', 'waiting', null)`,
  });
});
afterAll(() => database.close());

const left = async (): Promise<string> => {
  const rows = await database.sql.query<{ control_id: string }>({
    text: `select 'in ' || control_id as control_id from message_in union all select 'out ' || control_id from message_out order by 1`,
  });
  return rows.map((row) => row.control_id).join(', ');
};
const at = new Date('2026-11-22T01:00:00Z');
const before = new Date('2016-01-01');
const channels = [{ id: 'may-5', before: new Date('2024-01-01') }];
const counts = (done: readonly { incoming: number; outgoing: number }[]) =>
  done.map(({ incoming, outgoing }) => [incoming, outgoing]);

test('đang có yêu cầu giữ: bản tin của người đó, và bản tin không rõ của ai, đều còn', async () => {
  const { sql } = database;
  const held = { marks: ['B1', 'ONG5', 'Patient/1'] };
  expect(counts(await countOldMessages(sql, { before, channels, held }))).toEqual([
    [0, 0],
    [0, 1],
  ]);
  await purgeMessages(sql, { before, channels, held }, at);
  expect(await left()).toBe('in 1, in 2, in 3, in 4, in 5, in 6, in 7, out 1, out 2');
});

test('chỉ bỏ bản tin đã xong và quá hạn, mỗi kênh một hạn; bản tin chờ người xử lý và bản tin được đính chính về sau vẫn còn; số đã bỏ được ghi', async () => {
  const { sql } = database;
  expect(counts(await countOldMessages(sql, { before, channels }))).toEqual([
    [2, 0],
    [1, 1],
  ]);
  await purgeMessages(sql, { before, channels }, new Date('2026-11-22T02:00:00Z'));
  expect(await left()).toBe('in 2, in 3, in 4, in 6, out 2');
  expect(counts(await purgeMessages(sql, { before, channels }, at))).toEqual([
    [0, 0],
    [0, 0],
  ]);
  expect(await purgeFigures(sql, 10)).toMatchObject([
    { channel: 'may-5', incoming: 2, outgoing: 0, at: new Date('2026-11-22T02:00:00Z') },
    { channel: undefined, incoming: 1, outgoing: 1 },
    { channel: undefined, incoming: 0, outgoing: 1, at },
  ]);
});

test('đang có yêu cầu giữ: chỉ bỏ bản tin rõ ràng của một người khác; bản tin nhiều người, bản tin gộp, bản chuyển tiếp của bản còn giữ đều còn', async () => {
  const { sql } = database;
  const msh = 'MSH|^~\\&|A||||20100101||ORU^R01|1|P|2.5.1\r';
  const texts = {
    một: `${msh}PID|1||B2\rOBX|1`,
    hai: `${msh}PID|1||B2\rPID|2||GIU\r`,
    gộp: `${msh}PID|1||B2\rMRG|GIU\r`,
    astm: 'H|\\^&\rP|1||B2\rP|2||GIU\rL|1\r',
    giữ: `${msh}PID|1||GIU\r`,
  };
  for (const [name, raw] of Object.entries(texts))
    await sql.query({
      text: `insert into message_in (partner, control_id, hash, raw, received, state, settled, channel, patient_key)
        values ('giữ', $1, $1, $2, '2010-01-01', 'applied', '2010-01-01', 'giu', $3)`,
      values: [name, Buffer.from(raw), name === 'giữ' ? 'GIU' : 'B2'],
    });
  await sql.query({
    text: `insert into message_out (channel, key, control_id, raw, origin, queued, due, state, settled)
      select 'giu-di', 'F' || id, control_id, raw, id, '2010-01-01', '2010-01-01', 'sent', '2010-01-01'
      from message_in where partner = 'giữ'`,
  });
  await purgeMessages(sql, { before, channels: [], held: { marks: ['GIU'] } }, at);
  const inThere = "select control_id from message_in where partner = 'giữ' order by id";
  const outThere = "select control_id from message_out where channel = 'giu-di' order by origin";
  const names = async (text: string) =>
    (await sql.query<{ control_id: string }>({ text })).map((row) => row.control_id);
  expect(await names(inThere)).toEqual(['hai', 'gộp', 'astm', 'giữ']);
  expect(await names(outThere)).toEqual(['hai', 'gộp', 'astm', 'giữ']);
});

test('bản tin đã bỏ theo hạn: kể lại lần nữa không gửi lại, hủy nó thì vẫn gửi; sau hơn một năm số của nó cũng bỏ', async () => {
  const { sql } = database;
  const day = 86_400_000;
  let time = Date.parse('2026-01-05T01:00:00Z');
  const queue = outgoingQueue({
    sql,
    channels: [{ id: 'may', host: '127.0.0.1', port: 1 }],
    now: () => new Date(time),
  });
  const tell = (controlId: string, after?: string) =>
    queue.send('may', {
      key: 'Patient/3',
      controlId,
      content: 'MSH|',
      ...(after === undefined ? {} : { after: [{ channel: 'may', controlId: after }] }),
    });
  const inLine = async () => {
    const rows = await sql.query<{ control_id: string }>({
      text: "select control_id from message_out where channel = 'may' order by id",
    });
    return rows.map(({ control_id }) => control_id);
  };
  await tell('O1');
  await sql.query({ text: "update message_out set state = 'sent', settled = queued where channel = 'may'" });
  const purge = () =>
    purgeMessages(sql, { before: new Date(time - 30 * day), channels: [{ id: 'x', before }] }, new Date(time));
  time += 31 * day;
  await purge();
  expect(await inLine()).toEqual([]);
  await tell('O1');
  await tell('CO1', 'O1');
  await tell('CO2', 'O2');
  expect(await inLine()).toEqual(['CO1']);
  time += 401 * day;
  await purge();
  await tell('CO1.2', 'O1');
  expect(await inLine()).toEqual(['CO1']);
});
