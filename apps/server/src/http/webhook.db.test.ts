import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../open-test-server.ts';
import { webhookCallers } from '../webhook-partners.ts';

const secret = 'bí mật chỉ để thử, không dùng ở đâu cả';
const folder = mkdtempSync(join(tmpdir(), 'lienmach-webhook-'));
const secretFile = join(folder, 'secret');
const webhooks = [{ id: 'ngan-hang-thu', on: 'bank-transfer', secretFile }];
let house: TestServer;

beforeAll(async () => {
  writeFileSync(secretFile, secret);
  house = await openTestServer({ site: { webhooks } });
  const facility = { resourceType: 'Organization', id: '99001', name: 'Bệnh viện Thử' };
  await house.fhir('tool', 'PUT', '/Organization/99001', facility);
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true });
});

const notice = {
  id: 1,
  transferType: 'in',
  transferAmount: 5000,
  content: 'khong co ma',
  accountNumber: '000000000001',
  transactionDate: '2026-03-02 08:31:05',
};

async function call(
  body: string,
  { partner = 'ngan-hang-thu', key = secret, age = 0, type = 'application/json' } = {},
) {
  const timestamp = String(Math.floor(Date.now() / 1000) - age);
  const signature = `v1=${createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex')}`;
  return fetch(`${house.base}/webhooks/${partner}`, {
    method: 'POST',
    headers: { 'content-type': type, 'x-lienmach-timestamp': timestamp, 'x-lienmach-signature': signature },
    body,
  });
}

const parked = async () => {
  const answer = await house.fhir('cashier', 'GET', '/Task?status=requested');
  return ((await answer.json()) as { entry?: unknown[] }).entry ?? [];
};

describe('đối tác gọi vào bằng chữ ký', () => {
  test('sai khóa, quá cũ, đối tác lạ, không chữ ký: đều là 401 giống hệt nhau, không ghi gì', async () => {
    const body = JSON.stringify(notice);
    const answers = await Promise.all([
      call(body, { key: 'khóa của kẻ khác, cũng đủ dài như vậy' }),
      call(body, { age: 301 }),
      call(body, { partner: 'ai-do' }),
      fetch(`${house.base}/webhooks/ngan-hang-thu`, { method: 'POST', body }),
    ]);
    for (const answer of answers.slice(0, 3)) {
      expect(answer.status).toBe(401);
      expect(await answer.json()).toEqual({ success: false });
    }
    expect(answers[3]?.status).toBeGreaterThanOrEqual(400);
    expect(await parked()).toEqual([]);
  });

  test('chữ ký đúng: ghi nhận với quyền hẹp của ngân hàng; gửi lại không thêm gì', async () => {
    const body = JSON.stringify(notice);
    for (let time = 0; time < 2; time += 1) {
      const answer = await call(body);
      expect(answer.status).toBe(200);
      expect(await answer.json()).toEqual({ success: true });
    }
    expect(await parked()).toHaveLength(1);
  });

  test.each(['', '[', '"chữ"', '{}', JSON.stringify({ ...notice, transferAmount: -1 })])(
    'chữ ký đúng nhưng nội dung hỏng (%s): từ chối có lý do',
    async (body) => {
      const answer = await call(body);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(await answer.json()).toMatchObject({ resourceType: 'OperationOutcome' });
    },
  );

  test('nội dung quá lớn bị chặn trước khi đọc', async () => {
    expect((await call(JSON.stringify({ ...notice, content: 'x'.repeat(70_000) }))).status).toBe(413);
  });

  test('khóa thiếu hoặc ngắn, hoặc loại tin không phòng nào nhận: không mở cửa', () => {
    const { host } = house.server;
    const site = (change: object) => ({ ...host.options.site, webhooks: [{ ...webhooks[0], ...change }] }) as never;
    writeFileSync(join(folder, 'short'), 'ngắn');
    expect(() => webhookCallers(site({ secretFile: join(folder, 'short') }), host)).toThrow(
      expect.objectContaining({ code: 'webhook.noSecret' }),
    );
    expect(() => webhookCallers(site({ secretFile: join(folder, 'missing') }), host)).toThrow(
      expect.objectContaining({ code: 'webhook.noSecret' }),
    );
    expect(() => webhookCallers(site({ on: 'weather' }), host)).toThrow(
      expect.objectContaining({ code: 'webhook.unknownKind' }),
    );
  });
});
