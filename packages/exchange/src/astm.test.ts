import { connect, createServer, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { openAstmClient, sendOverAstm } from './astm-client.ts';
import { astmFrames } from './astm-frame.ts';
import { notKept } from './astm-line.ts';
import { type AstmServer, type AstmServerOptions, openAstmServer } from './astm-server.ts';
import { outgoingOf } from './channels/channel-outlet.ts';

const [ENQ, ACK, EOT] = ['\x05', '\x06', '\x04'];
const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const message = (text: string): Buffer => Buffer.from(`H|\\^&|||${text}\rL|1|N\r`);
const nothing = async (): Promise<Uint8Array> => new Uint8Array();

async function serve(options: Partial<AstmServerOptions> = {}): Promise<AstmServer & { kept: string[] }> {
  const kept: string[] = [];
  const server = await openAstmServer({
    host: '127.0.0.1',
    port: 0,
    async answer(one) {
      kept.push(String(one));
      return new Uint8Array();
    },
    ...options,
  });
  closing.unshift(() => server.close());
  return { ...server, kept };
}

function machine(port: number, options: Partial<Parameters<typeof openAstmClient>[0]> = {}) {
  const client = openAstmClient({ host: '127.0.0.1', port, role: 'instrument', times: { contention: 20 }, ...options });
  closing.unshift(() => client.close());
  return client;
}

function dial(port: number): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    closing.unshift(() => void socket.destroy());
  });
}

test('hai máy cùng lúc, mỗi máy ba bản tin: tới đủ, đúng thứ tự của từng máy', async () => {
  const server = await serve();
  const machines = [machine(server.port), machine(server.port, { frameSize: 5 })];
  await Promise.all(
    machines.flatMap((one, which) => [1, 2, 3].map((turn) => one.send(message(`máy ${which} bản ${turn}`)))),
  );
  expect(server.kept.filter((text) => text.includes('máy 0'))).toEqual(
    [1, 2, 3].map((n) => String(message(`máy 0 bản ${n}`))),
  );
  expect(server.kept.filter((text) => text.includes('máy 1'))).toEqual(
    [1, 2, 3].map((n) => String(message(`máy 1 bản ${n}`))),
  );
});

test('máy hỏi chỉ định: câu trả lời về trên cùng đường dây sau khi máy trả đường', async () => {
  const server = await serve({
    answer: async (one) => (String(one).includes('hỏi') ? message('trả lời') : new Uint8Array()),
  });
  const heard: string[] = [];
  const client = machine(server.port, {
    async answer(one) {
      heard.push(String(one));
      return new Uint8Array();
    },
  });
  await client.send(message('hỏi'));
  await expect.poll(() => heard, { timeout: 20_000 }).toEqual([String(message('trả lời'))]);
});

test('bên này chủ động gửi xuống máy đang nối; không máy nào nối thì báo', async () => {
  const server = await serve();
  await expect(server.send(message('chỉ định'))).rejects.toMatchObject({ code: 'exchange.notConnected', status: 503 });
  const heard: string[] = [];
  const client = machine(server.port, {
    async answer(one) {
      heard.push(String(one));
      return new Uint8Array();
    },
  });
  await client.send(message('kết quả'));
  await server.send(message('chỉ định'), '::ffff:127.0.0.1');
  expect(heard).toEqual([String(message('chỉ định'))]);
  await expect(server.send(message('chỉ định'), '192.0.2.1')).rejects.toMatchObject({ code: 'exchange.notConnected' });
});

test('hai bên nói cùng một lúc nhiều lần: không bản tin nào mất hay lặp', async () => {
  const server = await serve({ times: { contention: 40 } });
  const heard: string[] = [];
  const client = machine(server.port, {
    async answer(one) {
      heard.push(String(one));
      return new Uint8Array();
    },
  });
  await client.send(message('mở đầu'));
  const numbers = [1, 2, 3, 4, 5];
  await Promise.all(numbers.flatMap((n) => [client.send(message(`lên ${n}`)), server.send(message(`xuống ${n}`))]));
  expect(heard).toEqual(numbers.map((n) => String(message(`xuống ${n}`))));
  expect(server.kept.slice(1)).toEqual(numbers.map((n) => String(message(`lên ${n}`))));
});

test('không lưu được thì máy gửi lại khung cuối; lỗi bất ngờ cũng vậy và được báo cho người vận hành', async () => {
  let turn = 0;
  const trouble: unknown[] = [];
  const server = await serve({
    async answer() {
      turn += 1;
      if (turn === 1) return notKept;
      if (turn === 2) throw new Error('bất ngờ');
      return new Uint8Array();
    },
    onTrouble: (error) => trouble.push(error),
  });
  await machine(server.port).send(message('một'));
  expect([turn, trouble.length]).toEqual([3, 1]);
});

test('đứt giữa chừng: không giao gì; nối lại và gửi lại thì tới một lần', async () => {
  const server = await serve();
  const socket = await dial(server.port);
  socket.write(ENQ);
  const [first = Buffer.alloc(0)] = astmFrames(message('cắt'));
  socket.write(first.subarray(0, 7));
  await new Promise((resolve) => setTimeout(resolve, 30));
  socket.destroy();
  await machine(server.port).send(message('cắt'));
  expect(server.kept).toEqual([String(message('cắt'))]);
});

test('bên nhận mất giữa lúc gửi: người gửi biết; bên nhận trở lại thì gửi được', async () => {
  const first = await openAstmServer({ host: '127.0.0.1', port: 0, answer: nothing });
  const client = machine(first.port);
  await client.send(message('1'));
  await first.close();
  await expect(client.send(message('2'))).rejects.toMatchObject({ code: 'exchange.notConnected' });
  const again = await serve({ port: first.port });
  await client.send(message('2'));
  expect(again.kept).toEqual([String(message('2'))]);
});

test('máy im lặng sau ENQ của bên này: hết sáu lần hỏi thì báo, không treo mãi', async () => {
  const server = await serve({ times: { reply: 5, busy: 5 } });
  await dial(server.port);
  await expect
    .poll(() => server.send(message('x')).catch((error: { code?: string }) => error.code), { timeout: 20_000 })
    .toBe('exchange.noAnswer');
});

test('đóng máy chủ khi đang giữ bản tin: bản tin được trả lời rồi mới ngắt', async () => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let isHeld = false;
  const server = await openAstmServer({
    host: '127.0.0.1',
    port: 0,
    async answer() {
      isHeld = true;
      await held;
      return new Uint8Array();
    },
  });
  const socket = await dial(server.port);
  let heard = '';
  socket.on('data', (chunk) => {
    heard += chunk.toString('latin1');
  });
  socket.write(Buffer.concat([Buffer.from(ENQ), ...astmFrames(message('chậm')), Buffer.from(EOT)]));
  await expect.poll(() => isHeld, { timeout: 20_000 }).toBe(true);
  const closed = server.close();
  release();
  await closed;
  await expect.poll(() => heard, { timeout: 20_000 }).toBe(ACK.repeat(3));
});

test('máy không có lớp đường dây gửi thẳng bản ghi, trả lời cũng đi thẳng', async () => {
  const server = await serve({ framing: 'none', answer: async () => message('trả lời') });
  const socket = await dial(server.port);
  let heard = '';
  socket.on('data', (chunk) => {
    heard += String(chunk);
  });
  socket.write(message('hỏi'));
  await expect.poll(() => heard, { timeout: 20_000 }).toBe(String(message('trả lời')));
});

test('bản tin quá lớn: bên gửi bị ngắt, người vận hành được báo', async () => {
  const trouble: unknown[] = [];
  const server = await serve({ limit: 50, onTrouble: (error) => trouble.push(error) });
  await expect(machine(server.port).send(message('x'.repeat(100)))).rejects.toMatchObject({ status: 503 });
  expect(trouble).toMatchObject([{ code: 'exchange.tooLarge' }]);
});

test('gửi chỉ định qua đường dây riêng; lúc ấy máy nói gì thì bên này không nhận thay, máy phải giữ lại', async () => {
  const server = await serve();
  expect(await sendOverAstm({ host: '127.0.0.1', port: server.port }, message('chỉ định'))).toBe('');
  expect(server.kept).toEqual([String(message('chỉ định'))]);
  const client = machine(server.port);
  await client.send(message('mở'));
  await expect(server.send(message('kết quả'))).rejects.toMatchObject({ code: 'exchange.notTaken' });
});

test('gửi ASTM qua kênh: có TLS thì nói qua TLS, không bao giờ nói trần; máy im thì thôi đúng hạn của kênh', async () => {
  const heard: Buffer[] = [];
  const silent = createServer((socket) => {
    socket.on('data', (chunk) => heard.push(chunk));
    socket.on('error', () => socket.destroy());
    closing.unshift(() => void socket.destroy());
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  closing.push(() => void silent.close());
  const address = silent.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const outlet = (transport: object) =>
    outgoingOf(
      {
        id: 'may-ra',
        name: 'Máy',
        status: 'active',
        definition: {
          direction: 'out',
          codec: 'astm',
          transport: { kind: 'astm-tcp', port, answerWithin: 200, ...transport },
          partner: { id: 'may' },
        },
      },
      { secrets: () => () => '', folder: '' },
      () => {
        throw new Error('no service');
      },
    );
  const send = (channel: ReturnType<typeof outlet>) => channel.deliver?.({ bytes: message('ra'), controlId: '1' });
  await expect(send(outlet({}))).rejects.toMatchObject({ code: 'exchange.noAnswer' });
  expect(Buffer.concat(heard)[0]).toBe(ENQ.charCodeAt(0));
  heard.length = 0;
  await expect(send(outlet({ tls: 'server' }))).rejects.toMatchObject({ status: expect.any(Number) });
  await expect.poll(() => heard.length).toBeGreaterThan(0);
  const handshake = 0x16; // what a TLS connection begins with
  expect(Buffer.concat(heard)[0]).toBe(handshake);
});
