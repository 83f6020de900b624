import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { invoiceProviderCommand, type PretendedProvider, simulateInvoiceProvider } from './invoice-provider.ts';

const secret = 'chi-de-thu-khong-dung-o-dau-ca';
const order = {
  uuid: 'cn.v1.k',
  template: '2',
  series: 'C26TAA',
  invoiceDate: '2026-11-22',
  seller: { taxNumber: '0100109106' },
  buyer: { name: 'Bán cho người tiêu dùng' },
  items: [
    { name: 'Công khám & thuốc', amount: '100000.50' },
    { name: 'Làm tròn đến đồng', amount: '-0.50' },
  ],
  total: '100000',
};

let house: Server;
let provider: PretendedProvider;
let heard: { readonly isSigned: boolean; readonly told: Record<string, unknown> }[];

beforeEach(async () => {
  // what is under way when a test ends is heard by that test, not by the next one
  const own: typeof heard = [];
  heard = own;
  house = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => {
      body += String(piece);
    });
    request.on('end', () => {
      const time = String(request.headers['x-lienmach-timestamp']);
      const expected = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
      const isSigned = request.headers['x-lienmach-signature'] === `v1=${expected}`;
      own.push({ isSigned, told: JSON.parse(body) as Record<string, unknown> });
      response.writeHead(200).end('{}');
    });
  });
  await new Promise<void>((ready) => house.listen(0, '127.0.0.1', ready));
  const { port } = house.address() as AddressInfo;
  const to = `http://127.0.0.1:${port}/webhooks/hoa-don`;
  provider = await simulateInvoiceProvider({ port: 0, secret, to, lateness: 30, slowness: 400 });
});
afterEach(async () => {
  await provider.close();
  house.close();
});

async function call(path: string, body?: object, key = secret) {
  const answer = await fetch(provider.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${key}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    text,
    body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {},
  };
}

describe('nhà cung cấp hóa đơn giả nói đúng giao thức', () => {
  test('lập: có số, có mã, có bản ký; gửi lại cùng khóa vẫn một số; cùng khóa khác nội dung thì từ chối', async () => {
    const first = await call('/invoices', order);
    expect([first.status, first.body.status, first.body.no]).toEqual([201, 'coded', '00000001']);
    const xml = Buffer.from(String(first.body.xml), 'base64').toString('utf8');
    expect(xml).toContain('Công khám &amp; thuốc');
    expect(xml).toContain('BẢN THỬ');
    expect((await call('/invoices', order)).body.no).toBe('00000001');
    expect((await call('/invoices', { ...order, buyer: { name: 'Khác' } })).status).toBe(409);
    expect((await call('/invoices/cn.v1.k')).body.status).toMatch(/coded|delivered/);
    expect((await call('/invoices/khac')).status).toBe(404);
    await expect.poll(() => heard.map(({ told }) => told.status)).toEqual(['delivered']);
  });

  test.each([
    { total: '100001' },
    { items: [] },
    { series: 'X26TAA' },
    { seller: { taxNumber: '1' } },
    { buyer: { name: '' } },
    { original: { uuid: 'khong-co', no: '1', way: 'adjusts' } },
  ])('nội dung sai %j bị từ chối', async (wrong) => {
    expect((await call('/invoices', { ...order, ...wrong })).status).toBe(422);
    expect(provider.issued()).toEqual([]);
  });

  test('điều chỉnh hóa đơn đã có mã; thông báo sai sót; sai khóa thì không vào được', async () => {
    await call('/invoices', order);
    const original = { uuid: order.uuid, no: '00000001', way: 'adjusts' };
    const less = {
      ...order,
      uuid: 'cn.v1.k.d1',
      items: [{ name: 'Hoàn', amount: '-500.00' }],
      total: '-500',
      original,
    };
    expect((await call('/invoices', less)).body.no).toBe('00000002');
    expect((await call('/notices', { uuid: 'ss.1' })).body.id).toMatch(/^TB-/);
    expect((await call('/invoices', order, 'khoa-khac')).status).toBe(401);
  });

  test('các thói xấu: mã đến muộn và báo hai lần, từ chối, trang HTML, chậm, cắt dây', async () => {
    provider.behave('twice');
    expect((await call('/invoices', order)).body).not.toHaveProperty('taxCode');
    await expect.poll(() => heard.length).toBe(2);
    expect(heard).toMatchObject([{ isSigned: true, told: { status: 'coded' } }, { isSigned: true }]);
    provider.behave('rejects');
    expect((await call('/invoices', { ...order, uuid: 'b' })).body.status).toBe('rejected');
    provider.behave('refuses');
    expect((await call('/invoices', { ...order, uuid: 'c' })).status).toBe(422);
    provider.behave('html');
    expect((await call('/invoices', { ...order, uuid: 'd' })).text).toContain('<html>');
    expect(provider.issued().map(({ order: one }) => one.uuid)).toEqual(['cn.v1.k', 'b', 'd']);
    provider.behave('slow');
    const began = Date.now();
    await call('/invoices/d');
    expect(Date.now() - began).toBeGreaterThanOrEqual(350);
    provider.behave('down');
    await expect(call('/invoices/d')).rejects.toThrow();
    expect((await call('/mode', { mode: 'late' })).body).toEqual({ mode: 'late' });
    expect((await call('/mode', { mode: 'giận' })).status).toBe(400);
    expect((await call('/')).body).toMatchObject({ mode: 'late', issued: 3 });
  });
});

test('thiếu tệp khóa, hoặc cách trả lời lạ: không chạy', async () => {
  await expect(invoiceProviderCommand([])).rejects.toMatchObject({ code: 'invoice-provider.noSecret' });
  const args = ['--secret-file', 'khoa', '--mode', 'giận'];
  await expect(invoiceProviderCommand(args)).rejects.toMatchObject({ code: 'invoice-provider.unknownMode' });
});
