import { openTestSql, type TestSql } from '@lienmach/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { acknowledge } from './ack.ts';
import { outgoingOf } from './channels/channel-outlet.ts';
import { messageLog } from './message-log.ts';
import { type MllpServer, openMllpServer } from './mllp-server.ts';
import { backOff, leaseOf, type OutgoingQueue, outgoingQueue } from './outgoing.ts';

let database: TestSql;
let queue: OutgoingQueue;
let server: MllpServer | undefined;
let heard: string[];
let answerWith: (text: string) => 'AA' | 'AE' | 'silence' | 'wrong';
let time: number;

const now = () => new Date(time);
const tick = (seconds: number) => {
  time += seconds * 1000;
};
const idOf = (text: string): string => /\|(m\d)\|P/.exec(text)?.[1] ?? '';

async function listen(port = 0): Promise<MllpServer> {
  server = await openMllpServer({
    host: '127.0.0.1',
    port,
    overflow: () => Buffer.alloc(0),
    async answer(raw) {
      const text = Buffer.from(raw).toString();
      heard.push(idOf(text));
      const code = answerWith(text);
      if (code === 'silence') await new Promise((resolve) => setTimeout(resolve, 300));
      if (code === 'wrong')
        return acknowledge(Buffer.from('MSH|^~\\&|||||||X|khác|P|2.5.1'), { code: 'AA', controlId: '1', at: now() });
      return acknowledge(raw, { code: code === 'silence' ? 'AA' : code, controlId: '1', at: now() });
    },
  });
  return server;
}

const send = (controlId: string, key = 'Patient/a', channel = 'may') =>
  queue.send(channel, { key, controlId, content: `MSH|^~\\&|LM||||2026||OML^O21|${controlId}|P|2.5.1\r` });
const states = async () => {
  const rows = await database.sql.query<{ control_id: string; state: string; attempts: number }>({
    text: 'select control_id, state, attempts from message_out order by id',
  });
  return rows.map(({ control_id, state, attempts }) => `${control_id} ${state} ${attempts}`);
};

beforeEach(async () => {
  database = await openTestSql();
  heard = [];
  time = Date.parse('2026-03-02T01:00:00Z');
  answerWith = () => 'AA';
  const { port } = await listen();
  queue = outgoingQueue({
    sql: database.sql,
    channels: [{ id: 'may', host: '127.0.0.1', port }],
    now,
    answerWithin: 100,
  });
});
afterEach(async () => {
  await queue.stop();
  await server?.close();
  await database.close();
});

test('bản tin đi sau một bản tin khác chỉ vào hàng khi kênh đó đã được báo, hay đã hỏi và được trả lời, bản tin kia', async () => {
  const cancel = (told: string, channel = 'may') =>
    queue.send('may', {
      key: 'Patient/a',
      controlId: `C${told}`,
      content: 'MSH|^~\\&|LM\r',
      after: [
        { channel: 'may', controlId: 'chưa báo' },
        { channel, controlId: told },
      ],
    });
  await cancel('O1');
  await cancel('Q1', 'kênh vào');
  expect(await states()).toEqual([]);
  await send('O1');
  await messageLog(database.sql).told('kênh vào', ['Q1', 'Q2'], now());
  await cancel('O1');
  await cancel('O1');
  await cancel('Q1');
  expect(await states()).toEqual(['O1 waiting 0', 'CO1 waiting 0']);
  await cancel('Q1', 'kênh vào');
  expect(await states()).toEqual(['O1 waiting 0', 'CO1 waiting 0', 'CQ1 waiting 0']);
});

test('gửi theo thứ tự; cùng số hiệu nói hai lần chỉ đi một lần; kênh lạ bị từ chối', async () => {
  await send('m1');
  await send('m2');
  await send('m1');
  await expect(send('m9', 'Patient/a', 'kênh lạ')).rejects.toMatchObject({ code: 'exchange.unknownChannel' });
  expect(await queue.flush()).toBe(2);
  expect(heard).toEqual(['m1', 'm2']);
  expect(await states()).toEqual(['m1 sent 1', 'm2 sent 1']);
  expect(await queue.flush()).toBe(0);
});

test('đối tác tắt máy: chờ tăng dần rồi gửi lại đúng thứ tự', async () => {
  const port = server?.port ?? 0;
  await server?.close();
  await send('m1');
  await send('m2');
  expect(await queue.flush()).toBe(0);
  expect(await states()).toEqual(['m1 waiting 1', 'm2 waiting 0']);
  expect(await queue.flush()).toBe(0); // not due yet
  await listen(port);
  tick(2);
  expect(await queue.flush()).toBe(2);
  expect(heard).toEqual(['m1', 'm2']);
});

test('im lặng hoặc trả lời cho bản khác: không coi là đã nhận, người bệnh khác không phải chờ', async () => {
  answerWith = (text) => (idOf(text) === 'm1' ? 'silence' : 'AA');
  await send('m1', 'Patient/a');
  await send('m2', 'Patient/a');
  await send('m3', 'Patient/b');
  await queue.flush();
  await queue.flush();
  expect(await states()).toEqual(['m1 waiting 1', 'm2 waiting 0', 'm3 sent 1']);
  answerWith = () => 'wrong';
  tick(2);
  await queue.flush();
  expect((await states())[0]).toBe('m1 waiting 2');
});

test('đối tác từ chối: giữ lại với lý do, bản sau của cùng người bệnh vẫn đi', async () => {
  answerWith = (text) => (idOf(text) === 'm1' ? 'AE' : 'AA');
  await send('m1');
  await send('m2');
  expect(await queue.flush()).toBe(1);
  expect(await states()).toEqual(['m1 refused 1', 'm2 sent 1']);
  const [row] = await database.sql.query<{ reason: string; receipt: string }>({
    text: "select reason, receipt from message_out where control_id = 'm1'",
  });
  expect(row?.reason).toContain('Đối tác từ chối bản tin');
  expect(row?.receipt).toContain('MSA|AE|m1');
});

test('hàng dài hơn một lượt nhìn: đi hết, đúng thứ tự của từng người, người đứng sau cùng không bị bỏ quên', async () => {
  const order: string[] = [];
  answerWith = (text) => {
    order.push(/\|(\w\d+)\|P/.exec(text)?.[1] ?? '');
    return 'AA';
  };
  await database.sql.query({
    text: `insert into message_out (channel, key, control_id, content, queued, due)
           select 'may', 'Patient/' || who, who || n, 'MSH|^~\\&|LM||||2026||OML^O21|' || who || n || E'|P|2.5.1\\r', $1, $1
           from (select 'a' as who, n from generate_series(1, 2100) n union all select 'b', n from generate_series(1, 3) n) line`,
    values: [now()],
  });
  expect(await queue.flush()).toBe(2103);
  const of = (who: string) => order.filter((one) => one.startsWith(who)).map((one) => Number(one.slice(1)));
  expect(of('a')).toEqual(Array.from({ length: 2100 }, (_, at) => at + 1));
  expect(of('b')).toEqual([1, 2, 3]);
});

test('hơn hai nghìn bản tin của những người còn phải chờ lượt thử lại đứng trước: người đứng sau vẫn được gửi', async () => {
  const later = new Date(time + 60_000);
  await database.sql.query({
    text: `insert into message_out (channel, key, control_id, content, queued, due)
           select 'may', 'Patient/' || n % 1500, 'h' || n, 'MSH|', $1, case when n <= 1500 then $2::timestamptz else $1 end
           from generate_series(1, 2500) n`,
    values: [now(), later],
  });
  await send('m1', 'Patient/z');
  await send('m2', 'Patient/z');
  await send('m3', 'Patient/zz');
  // one look goes through a thousand keys: the second comes to the last of them
  expect([await queue.flush(), await queue.flush()]).toEqual([0, 3]);
  expect(heard).toEqual(['m1', 'm3', 'm2']);
  expect((await states()).filter((one) => !one.endsWith(' 0'))).toEqual(['m1 sent 1', 'm2 sent 1', 'm3 sent 1']);
});

test('hai tiến trình cùng gửi: không bản nào đi hai lần', async () => {
  const second = outgoingQueue({
    sql: database.sql,
    channels: [{ id: 'may', host: '127.0.0.1', port: server?.port ?? 0 }],
    now,
  });
  for (const id of ['m1', 'm2', 'm3', 'm4', 'm5']) await send(id, `Patient/${id}`);
  await Promise.all([queue.flush(), second.flush()]);
  expect([...heard].sort()).toEqual(['m1', 'm2', 'm3', 'm4', 'm5']);
  await second.stop();
});

test('thời gian chờ gấp đôi mỗi lần, tối đa năm phút', () => {
  expect([1, 2, 3, 9, 10, 50].map((attempts) => backOff(attempts))).toEqual([
    1000, 2000, 4000, 256_000, 300_000, 300_000,
  ]);
});

test('bản đang chờ trả lời được giữ riêng lâu hơn thời gian chờ của kênh, ít nhất một phút', () => {
  expect([undefined, 100, 30_000, 300_000].map((patience) => leaseOf(patience))).toEqual([
    60_000, 60_000, 60_000, 330_000,
  ]);
});

test('kênh khai số lần thử: hết lần thì để lại cho người xử lý; kênh khác không phải chờ', async () => {
  const port = server?.port ?? 0;
  const limited = outgoingQueue({
    sql: database.sql,
    channels: () => [
      { id: 'tat', host: '127.0.0.1', port: 1, retry: { first: 100, longest: 100, attempts: 2 } },
      { id: 'may', host: '127.0.0.1', port },
    ],
    now,
  });
  await limited.send('tat', { key: 'a', controlId: 'm1', content: 'MSH|^~\\&|LM||||2026||OML^O21|m1|P|2.5.1\r' });
  const raw = Buffer.from('MSH|^~\\&|HIS||||2026||ADT^A08|m2|P|2.5.1\r');
  const log = messageLog(database.sql);
  const { message } = await log.arrive({ partner: 'his', channel: 'his', controlId: 'm2', raw, at: now() });
  await limited.forward('may', { key: 'a', origin: message.id, raw });
  expect(await limited.flush()).toBe(1);
  tick(1);
  await limited.flush();
  expect(await states()).toEqual(['m1 refused 2', `F${message.id} sent 1`]);
  expect(heard).toEqual(['m2']);
  await limited.stop();
});

test('chạy nền: xếp hàng là gửi ngay', async () => {
  queue.start();
  await send('m1');
  await expect.poll(() => heard).toEqual(['m1']);
});

test('bản tin không viết được bằng bảng mã của đối tác bị giữ lại với lý do, không chặn bản tin sau', async () => {
  const port = server?.port ?? 0;
  const latin = outgoingQueue({
    sql: database.sql,
    channels: [{ id: 'may-cu', host: '127.0.0.1', port, charset: 'ASCII' }],
    now,
    answerWithin: 100,
  });
  const content = (controlId: string, name: string) =>
    `MSH|^~\\&|LM||||2026||OML^O21|${controlId}|P|2.5.1\rPID|1||${name}\r`;
  await latin.send('may-cu', { key: 'Patient/a', controlId: 'm1', content: content('m1', 'Thử Tên Có Dấu') });
  await latin.send('may-cu', { key: 'Patient/a', controlId: 'm2', content: content('m2', 'KHONG DAU') });
  expect(await latin.flush()).toBe(1);
  expect(await states()).toEqual(['m1 refused 1', 'm2 sent 1']);
  const [refused] = await database.sql.query<{ reason: string }>({
    text: `select reason from message_out where control_id = 'm1'`,
  });
  expect(refused?.reason).toContain('exchange.invalidBytes');
  await latin.stop();
});

test('tên máy của kênh dẫn ra ngoài mạng của cơ sở: bản tin chờ với lý do rõ, không gửi lộ trên đường', async () => {
  const port = server?.port ?? 0;
  const outside = outgoingQueue({
    sql: database.sql,
    channels: [
      { id: 'mllp-ra', host: '3405803781', port, isInside: true },
      outgoingOf(
        {
          id: 'astm-ra',
          name: 'astm-ra',
          status: 'active',
          definition: {
            direction: 'out',
            transport: { kind: 'astm-tcp', host: '3405803781', port },
            partner: { id: 'x' },
          },
        },
        { secrets: () => () => '', folder: '' },
        () => {
          throw new Error('no service');
        },
      ),
    ],
    now,
  });
  for (const id of ['mllp-ra', 'astm-ra'])
    await outside.send(id, { key: 'a', controlId: id, content: 'MSH|^~\\&|LM\r' });
  expect(await outside.flush()).toBe(0);
  const rows = await database.sql.query<{ reason: string }>({ text: 'select reason from message_out' });
  expect(rows.map(({ reason }) => reason.includes('exchange.channelClear'))).toEqual([true, true]);
  await outside.stop();
});
