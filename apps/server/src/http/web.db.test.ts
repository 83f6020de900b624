import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../open-test-server.ts';

let house: TestServer;
const script = 'export const x = 1;';
const webFolder = mkdtempSync(join(tmpdir(), 'lienmach-dist-'));

beforeAll(async () => {
  mkdirSync(join(webFolder, 'web'));
  writeFileSync(join(webFolder, 'index.html'), '<!doctype html><title>Liền Mạch</title>');
  writeFileSync(join(webFolder, 'web/index-abc.js'), script);
  writeFileSync(join(webFolder, 'web/index-abc.js.gz'), gzipSync(script));
  house = await openTestServer({ webFolder });
});
afterAll(async () => {
  await house?.close();
  rmSync(webFolder, { recursive: true, force: true });
});

const page = (path: string) => fetch(house.base + path, { headers: { accept: 'text/html' }, redirect: 'manual' });

describe('giao diện web đã dựng', () => {
  test.each(['/', '/registration/reception', '/outpatient/visit/e1'])(
    '%s là một trang, không được giữ lại',
    async (path) => {
      const answer = await page(path);
      expect(await answer.text()).toContain('<title>Liền Mạch</title>');
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('content-security-policy')).toContain("script-src 'self';");
    },
  );

  test('tệp có mã băm trong tên được giữ một năm; tệp lạ và đường vòng không có', async () => {
    const answer = await fetch(`${house.base}/web/index-abc.js`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toContain('max-age=31536000');
    for (const path of ['/web/khong-co.js', '/web/..%2Findex.html', '/web/%2e%2e%2f%2e%2e%2fpackage.json'])
      expect((await fetch(house.base + path)).status).toBeGreaterThanOrEqual(400);
  });

  test('tệp nén sẵn được gửi cho trình duyệt đọc được, nội dung vẫn như cũ', async () => {
    const address = `${house.base}/web/index-abc.js`;
    const small = await fetch(address, { headers: { 'accept-encoding': 'gzip' } });
    expect(small.headers.get('content-encoding')).toBe('gzip');
    expect(small.headers.get('content-type')).toContain('javascript');
    expect(await small.text()).toBe(script);
    const plain = await fetch(address, { headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await plain.text()).toBe(script);
  });

  test('địa chỉ của hồ sơ không bao giờ trả về trang', async () => {
    expect((await page('/fhir/R4/Patient/x')).status).toBe(401);
    expect((await fetch(`${house.base}/khong-co-dau`, { headers: { accept: 'application/json' } })).status).toBe(404);
  });

  test('lượt đăng nhập không có thật: bắt đầu lại từ trang đầu', async () => {
    const answer = await page('/sign-in/x1');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
  });
});

describe('phiên làm việc', () => {
  test('ai đang đăng nhập, vai trò gì; khóa bản nháp riêng từng người', async () => {
    const me = async (role: string) => {
      const headers = { authorization: `Bearer ${await house.token(role)}` };
      return (await (await fetch(`${house.base}/session`, { headers })).json()) as Record<string, unknown>;
    };
    const [doctor, again, nurse] = [await me('doctor'), await me('doctor'), await me('nurse')];
    expect(doctor).toMatchObject({ roles: ['doctor'] });
    expect(doctor.draftKey).toBe(again.draftKey);
    expect(doctor.draftKey).not.toBe(nurse.draftKey);
    expect(Buffer.from(String(doctor.draftKey), 'base64')).toHaveLength(32);
  });

  test('mở khóa bằng mật khẩu sai: bị từ chối, có lời giải thích', async () => {
    const answer = await fetch(`${house.base}/session/unlock`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await house.token('doctor')}`, 'content-type': 'application/json' },
      body: JSON.stringify({ password: 'sai' }),
    });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ problem: expect.stringContaining('Sai tên đăng nhập') });
  });

  test('đăng xuất gửi từ trang khác bị từ chối', async () => {
    const foreign = { origin: 'https://khac.example' };
    expect((await fetch(`${house.base}/sign-out`, { method: 'POST', headers: foreign })).status).toBe(403);
    expect((await fetch(`${house.base}/sign-out`, { method: 'POST' })).status).toBe(204);
  });
});

/** reads the stream until `enough`, or fails after five seconds */
async function listen(role: string, enough: (text: string) => boolean, lastId = '', act = async () => {}) {
  const stop = AbortSignal.timeout(5000);
  const headers = { authorization: `Bearer ${await house.token(role)}`, ...(lastId && { 'last-event-id': lastId }) };
  const answer = await fetch(`${house.base}/events`, { headers, signal: stop });
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  let text = '';
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let hasActed = false;
  while (!enough(text)) {
    const piece = await reader?.read();
    if (piece?.done !== false) break;
    text += piece.value;
    if (!hasActed && text.includes('event: ready')) {
      hasActed = true;
      await act();
    }
  }
  await reader?.cancel();
  return text;
}

describe('luồng tin', () => {
  const write = async (id: string) =>
    (await house.fhir('tool', 'PUT', `/Patient/${id}`, { resourceType: 'Patient', id })).text();

  test('ghi xong là có tin: chỉ loại và mã, không có nội dung', async () => {
    const text = await listen(
      'registrar',
      (seen) => seen.includes('moi-1'),
      '',
      async () => {
        await write('moi-1');
      },
    );
    expect(text).toContain('data: {"changes":[{"type":"Patient","id":"moi-1"}]}');
  });

  test('nối lại với mã cuối: nhận đủ phần đã lỡ', async () => {
    await write('moi-2');
    await write('moi-3');
    const text = await listen('registrar', (seen) => seen.includes('event: ready'), '1');
    expect(text).toContain('moi-2');
    expect(text).toContain('moi-3');
  });

  test('vai trò không được xem thì không nghe thấy gì', async () => {
    await write('moi-4');
    const text = await listen('administrator', (seen) => seen.includes('event: ready'), '1');
    expect(text).not.toContain('moi-4');
  });

  test('không có thẻ thì không có luồng', async () => {
    expect((await fetch(`${house.base}/events`)).status).toBe(401);
  });
});
