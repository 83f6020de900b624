import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openServices, type ServiceDeclaration } from './services.ts';

let partner: Server;
let address = '';
const heard: { url: string; body: string; header: string }[] = [];

beforeAll(async () => {
  partner = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => {
      body += String(piece);
    });
    request.on('end', () => {
      heard.push({ url: request.url ?? '', body, header: String(request.headers['x-thu']) });
      if (request.url === '/a/huong') response.writeHead(302, { location: `${address}/khac` }).end();
      else if (request.url === '/a/cat') {
        response.writeHead(200, { 'content-length': 100 });
        response.write('nửa', () => request.socket.destroy());
      } else if (request.url === '/a/lon') response.end('x'.repeat(5000));
      else if (request.url !== '/a/im')
        response.writeHead(200, { 'content-type': 'Text/HTML; charset=utf-8' }).end('được');
    });
  });
  await new Promise<void>((open) => partner.listen(0, '127.0.0.1', open));
  address = `http://127.0.0.1:${(partner.address() as AddressInfo).port}`;
});
afterAll(() => {
  partner.closeAllConnections();
  partner.close();
});

const serviceOf = (more: Partial<ServiceDeclaration> = {}) => {
  const found = openServices([
    {
      id: 'doi-tac',
      kind: 'thu',
      address: `${address}/a`,
      isInside: true,
      largest: 1000,
      secrets: { khoa: 'k' },
      ...more,
    },
  ]).find('thu');
  if (found === undefined) throw new Error('no service');
  return found;
};

describe('gọi ra ngoài theo tệp mô tả cơ sở', () => {
  test('gửi đi và nhận về nguyên vẹn; chuyển hướng không được theo', async () => {
    const answer = await serviceOf().ask({ path: '/viec?x=1', headers: { 'x-thu': 'co' }, body: 'nội dung' });
    expect(answer).toEqual({ status: 200, contentType: 'text/html', text: 'được' });
    expect(heard.at(-1)).toEqual({ url: '/a/viec?x=1', body: 'nội dung', header: 'co' });
    expect((await serviceOf().ask({ path: '/huong', method: 'GET' })).status).toBe(302);
    expect(heard.some(({ url }) => url === '/khac')).toBe(false);
    expect(serviceOf()).toMatchObject({ id: 'doi-tac', secrets: { khoa: 'k' }, settings: {} });
    expect(openServices([]).find('thu')).toBeUndefined();
  });

  test('phân biệt được chưa gửi gì với đã gửi mà không rõ', async () => {
    const gone = serviceOf({ address: 'http://127.0.0.1:1/' });
    await expect(gone.ask({ path: '/x' })).rejects.toMatchObject({ code: 'exchange.serviceUnreachable', status: 503 });
    const silent = { code: 'exchange.serviceSilent', status: 503 };
    await expect(serviceOf({ patience: 200 }).ask({ path: '/im' })).rejects.toMatchObject(silent);
    await expect(serviceOf().ask({ path: '/cat' })).rejects.toMatchObject(silent);
    await expect(serviceOf().ask({ path: '/lon' })).rejects.toMatchObject(silent);
  });

  test.each([
    ['http ra ngoài', { address: 'http://vi-du.example', isInside: false }],
    ['không phải địa chỉ', { address: 'vi-du' }],
    ['có mật khẩu trong địa chỉ', { address: 'https://a:b@vi-du.example' }],
    ['có câu hỏi trong địa chỉ', { address: 'https://vi-du.example/?a=1' }],
  ])('địa chỉ không dùng được: %s', (_name, more) => {
    expect(() => serviceOf(more)).toThrow(expect.objectContaining({ code: 'exchange.serviceAddress' }));
  });

  test('không gọi được ra khỏi địa chỉ đã khai, không vào được mạng riêng', async () => {
    expect(() => serviceOf().ask({ path: '/../khac' })).toThrow(
      expect.objectContaining({ code: 'exchange.serviceAddress' }),
    );
    expect(() => serviceOf().ask({ path: '@khac.example/' })).toThrow(
      expect.objectContaining({ code: 'exchange.serviceAddress' }),
    );
    for (const host of ['127.0.0.1', '[::1]', 'localhost', '10.1.2.3'])
      await expect(
        serviceOf({ address: `https://${host}:1`, isInside: false }).ask({ path: '/' }),
      ).rejects.toMatchObject({
        code: 'exchange.servicePrivate',
      });
  });
});
