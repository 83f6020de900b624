import { connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { openMllpClient } from './mllp-client.ts';
import { frame, frameReader } from './mllp-frame.ts';
import { type MllpServer, type MllpServerOptions, openMllpServer } from './mllp-server.ts';

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(options: Partial<MllpServerOptions> = {}): Promise<MllpServer> {
  const server = await openMllpServer({
    host: '127.0.0.1',
    port: 0,
    answer: async (message) => Buffer.from(`đã nhận ${Buffer.from(message)}`),
    overflow: () => Buffer.from('quá lớn'),
    ...options,
  });
  closing.push(() => server.close());
  return server;
}

function dial(port: number): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    closing.push(() => void socket.destroy());
  });
}

function answers(socket: Socket, count: number): Promise<string[]> {
  const reader = frameReader();
  const seen: string[] = [];
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', () => resolve(seen));
    socket.on('data', (chunk) => {
      seen.push(...reader.push(chunk).map(String));
      if (seen.length >= count) resolve(seen);
    });
  });
}

test('gọi trong mạng của cơ sở: tên dẫn ra ngoài thì không nói một lời, tên dẫn vào máy này thì gọi', async () => {
  const { port } = await serve();
  // numbers that are no address by their looks: 203.0.113.5 and 127.0.0.1
  const [outside, here] = ['3405803781', '2130706433'].map((host) => openMllpClient({ host, port, isInside: true }));
  closing.push(() => here?.close());
  await expect(outside?.send(Buffer.from('1'))).rejects.toMatchObject({ code: 'exchange.channelClear' });
  expect(String(await here?.send(Buffer.from('1')))).toBe('đã nhận 1');
});

test('gửi lần lượt trên một kết nối, mỗi bản tin một câu trả lời', async () => {
  const server = await serve();
  const client = openMllpClient({ host: '127.0.0.1', port: server.port });
  closing.push(() => client.close());
  const seen = await Promise.all(['một', 'hai', 'ba'].map((text) => client.send(Buffer.from(text))));
  expect(seen.map(String)).toEqual(['đã nhận một', 'đã nhận hai', 'đã nhận ba']);
});

test('máy chủ khởi động lại: bản tin kế tiếp tự nối lại', async () => {
  const first = await openMllpServer({
    host: '127.0.0.1',
    port: 0,
    answer: async () => Buffer.from('cũ'),
    overflow: () => Buffer.alloc(0),
  });
  const client = openMllpClient({ host: '127.0.0.1', port: first.port });
  closing.push(() => client.close());
  expect(String(await client.send(Buffer.from('1')))).toBe('cũ');
  await first.close();
  await expect(client.send(Buffer.from('2'))).rejects.toMatchObject({ code: 'exchange.notConnected', status: 503 });
  await serve({ port: first.port, answer: async () => Buffer.from('mới') });
  expect(String(await client.send(Buffer.from('2')))).toBe('mới');
});

test('đối tác im lặng: hết giờ thì thôi, câu trả lời muộn không lẫn sang bản sau', async () => {
  let turn = 0;
  const server = await serve({
    async answer() {
      turn += 1;
      const mine = turn;
      if (mine === 1) await new Promise((resolve) => setTimeout(resolve, 200));
      return Buffer.from(`trả lời ${mine}`);
    },
  });
  const client = openMllpClient({ host: '127.0.0.1', port: server.port, answerWithin: 60 });
  closing.push(() => client.close());
  await expect(client.send(Buffer.from('1'))).rejects.toMatchObject({ code: 'exchange.noAnswer' });
  expect(String(await client.send(Buffer.from('2')))).toBe('trả lời 2');
});

test('không ai nghe ở cổng đó: báo rõ, không treo', async () => {
  const server = await serve();
  const { port } = server;
  await server.close();
  closing.length = 0;
  await expect(openMllpClient({ host: '127.0.0.1', port }).send(Buffer.from('1'))).rejects.toMatchObject({
    code: 'exchange.notConnected',
  });
});

test('hai bản tin trong một đoạn và một bản tin trong hai đoạn', async () => {
  const socket = await dial((await serve()).port);
  const seen = answers(socket, 3);
  const third = frame(Buffer.from('ba'));
  socket.write(
    Buffer.concat([frame(Buffer.from('một')), Buffer.from('rác'), frame(Buffer.from('hai')), third.subarray(0, 2)]),
  );
  await new Promise((resolve) => setTimeout(resolve, 30));
  socket.write(third.subarray(2));
  expect(await seen).toEqual(['đã nhận một', 'đã nhận hai', 'đã nhận ba']);
});

test('đứt kết nối giữa bản tin: không có gì được xử lý, kết nối khác vẫn chạy', async () => {
  const handled: string[] = [];
  const server = await serve({
    async answer(message) {
      handled.push(String(Buffer.from(message)));
      return Buffer.from('ok');
    },
  });
  const broken = await dial(server.port);
  broken.write(Buffer.from('\x0bnửa bản tin'));
  await new Promise((resolve) => setTimeout(resolve, 20));
  broken.destroy();
  const socket = await dial(server.port);
  const seen = answers(socket, 1);
  socket.write(frame(Buffer.from('trọn vẹn')));
  expect(await seen).toEqual(['ok']);
  expect(handled).toEqual(['trọn vẹn']);
});

test('bản tin quá lớn: nói một câu rồi ngắt', async () => {
  const socket = await dial((await serve({ limit: 100 })).port);
  const seen = answers(socket, 2);
  socket.write(Buffer.from(`\x0b${'x'.repeat(200)}`));
  expect(await seen).toEqual(['quá lớn']);
});

test('kết nối im lặng quá lâu bị đóng', async () => {
  const socket = await dial((await serve({ idle: 40 })).port);
  expect(await answers(socket, 1)).toEqual([]);
});

test('đóng cổng: câu trả lời đang làm vẫn đi hết', async () => {
  const server = await serve({
    async answer() {
      await new Promise((resolve) => setTimeout(resolve, 80));
      return Buffer.from('xong');
    },
  });
  const socket = await dial(server.port);
  const seen = answers(socket, 1);
  socket.write(frame(Buffer.from('1')));
  await new Promise((resolve) => setTimeout(resolve, 20));
  await server.close();
  expect(await seen).toEqual(['xong']);
});
