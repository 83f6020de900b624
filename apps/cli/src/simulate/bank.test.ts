import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Bank, bankCommand, simulateBank } from './bank.ts';
import { readVietQr } from './read-viet-qr.ts';

const secret = 'bí mật chỉ để thử, không dùng ở đâu cả';
const qr =
  '00020101021238570010A00000072701270006999999011300000000000010208QRIBFTTA530370454061182405802VN62180814LM260302ABCDEK6304ABCD';

interface Heard {
  readonly isSigned: boolean;
  readonly notice: Record<string, unknown>;
}

let house: Server;
let bank: Bank;
let heard: Heard[];

beforeEach(async () => {
  heard = [];
  house = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => {
      body += String(piece);
    });
    request.on('end', () => {
      const timestamp = String(request.headers['x-lienmach-timestamp']);
      const expected = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
      const isSigned = request.headers['x-lienmach-signature'] === `v1=${expected}`;
      heard.push({ isSigned, notice: JSON.parse(body) as Record<string, unknown> });
      response.writeHead(isSigned ? 200 : 401).end('{}');
    });
  });
  await new Promise<void>((ready) => house.listen(0, '127.0.0.1', ready));
  const { port } = house.address() as AddressInfo;
  bank = await simulateBank({ port: 0, to: `http://127.0.0.1:${port}/webhooks/thu`, secret, auto: 600, lateness: 30 });
});
afterEach(async () => {
  await bank.close();
  house.close();
});

const post = async (path: string, order: object) => {
  const answer = await fetch(bank.url + path, { method: 'POST', body: JSON.stringify(order) });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};

describe('ngân hàng giả nói đúng giao thức thật', () => {
  test('đọc mã VietQR như điện thoại đọc', () => {
    expect(readVietQr(qr)).toEqual({ account: '0000000000001', amount: 118_240, memo: 'LM260302ABCDEK' });
    expect(readVietQr('không phải mã')).toBeUndefined();
  });

  test('trả đúng: một thông báo có chữ ký, đủ tiền, nội dung có mã', async () => {
    expect((await post('/pay', { qr })).body).toMatchObject({ answered: [200] });
    expect(heard).toMatchObject([
      { isSigned: true, notice: { transferType: 'in', transferAmount: 118_240, accountNumber: '0000000000001' } },
    ]);
    expect(heard[0]?.notice.content).toContain('LM260302ABCDEK');
  });

  test('các thói xấu: sai số tiền, báo hai lần cùng một giao dịch, báo muộn, sai chữ ký', async () => {
    const order = { reference: 'LM260302ABCDEK', account: '1', amount: 50_000 };
    await post('/pay', { ...order, mode: 'wrong-amount' });
    expect(heard[0]?.notice.transferAmount).toBe(49_000);
    expect((await post('/pay', { ...order, mode: 'twice' })).body).toMatchObject({ answered: [200, 200] });
    expect(heard[1]?.notice.id).toBe(heard[2]?.notice.id);
    await post('/pay', { ...order, mode: 'late' });
    expect(heard).toHaveLength(4);
    expect((await post('/pay', { ...order, mode: 'bad-signature' })).body).toMatchObject({ answered: [401] });
    expect(heard[4]?.isSigned).toBe(false);
  });

  test('mã được đưa cho xem thì tự trả sau ít lâu, một lần', async () => {
    await post('/shown', { qr });
    await post('/shown', { qr });
    await expect.poll(() => heard.length, { timeout: 20_000 }).toBe(1);
    const byHand = { reference: 'LM260302ABCDEL', account: '1', amount: 1000 };
    await post('/shown', byHand);
    await post('/pay', byHand);
    await new Promise((over) => setTimeout(over, 900));
    expect(heard).toHaveLength(2);
  });

  test.each([{}, { qr: 'xyz' }, { qr, mode: 'nổi giận' }, { reference: 'LM1', account: '1', amount: 1.5 }])(
    'lệnh sai %j bị từ chối',
    async (order) => {
      expect((await post('/pay', order)).status).toBe(400);
      expect(heard).toEqual([]);
    },
  );

  test('thiếu địa chỉ nhận hoặc thiếu khóa thì không chạy', async () => {
    await expect(bankCommand([])).rejects.toMatchObject({ code: 'bank.noTarget' });
    await expect(bankCommand(['--to', 'http://127.0.0.1:1/x'])).rejects.toMatchObject({ code: 'bank.noSecret' });
  });
});
