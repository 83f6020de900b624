import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPrintHelper, type PrintHelper } from './open-print-helper.ts';
import { simulatedSpooler } from './simulated-spooler.ts';

const folder = mkdtempSync(join(tmpdir(), 'lienmach-in-'));
const spooler = simulatedSpooler(folder, ['P105 Laser']);
const origin = 'https://benhvien.example';
const code = 'ABCD2345';
let helper: PrintHelper;

beforeAll(async () => {
  helper = await openPrintHelper({ port: 0, origins: [origin], code, spooler });
});
afterAll(async () => {
  await helper?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Told {
  readonly status: number | undefined;
  readonly body: string;
  readonly allows: string | string[] | undefined;
}

/** a bare request: browsers and fetch do not let a page choose Host or Origin */
function ask(path: string, headers: Record<string, string>, method = 'GET', body?: string): Promise<Told> {
  return new Promise((resolve, reject) => {
    const sent = request({ port: helper.port, host: '127.0.0.1', path, method, headers }, (answer) => {
      let text = '';
      answer.on('data', (part: Buffer) => {
        text += part.toString('utf8');
      });
      answer.on('end', () =>
        resolve({ status: answer.statusCode, body: text, allows: answer.headers['access-control-allow-origin'] }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
const good = { origin, authorization: `Bearer ${code}` };

test('trang được phép, mã ghép đúng: thấy máy in và in được', async () => {
  expect(JSON.parse((await ask('/printers', good)).body)).toEqual({ printers: ['P105 Laser'] });
  const answer = await ask('/print?printer=P105%20Laser&copies=2&tray=Khay%202', good, 'POST', '%PDF-1.7 thử');
  expect(answer).toMatchObject({ status: 200, allows: origin });
  expect(spooler.out.at(-1)).toMatchObject({ printer: 'P105 Laser', copies: 2, tray: 'Khay 2' });
});

test.each([
  ['trang lạ', { ...good, origin: 'https://ke-la.example' }, 403],
  ['không phải trang web nào', { authorization: good.authorization }, 403],
  ['tên máy khác dẫn về đây', { ...good, host: 'ke-la.example' }, 403],
  ['mã ghép sai', { ...good, authorization: 'Bearer ABCD2346' }, 401],
  ['không có mã ghép', { origin }, 401],
])('%s: không in', async (_, headers, status) => {
  const before = spooler.out.length;
  const answer = await ask('/print', headers, 'POST', '%PDF-1.7');
  expect(answer.status).toBe(status);
  expect(spooler.out.length).toBe(before);
});

test.each([
  ['không phải PDF', '/print', 'POST', '<html>', 415],
  ['không bản nào', '/print?copies=0', 'POST', '%PDF-1.7', 400],
  ['quá nhiều bản', '/print?copies=100', 'POST', '%PDF-1.7', 400],
  ['máy in không có', '/print?printer=KH%C3%94NG', 'POST', '%PDF-1.7', 409],
  ['việc lạ', '/xoa', 'GET', undefined, 404],
])('%s: nói rõ vì sao', async (_, path, method, body, status) => {
  const answer = await ask(path, good, method, body);
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.body)).toEqual({ reason: expect.stringMatching(/\S/) });
});

test('trình duyệt hỏi trước thì được trả lời cho đúng trang ấy', async () => {
  const answer = await ask('/print', { origin, 'access-control-request-method': 'POST' }, 'OPTIONS');
  expect(answer).toMatchObject({ status: 204, allows: origin });
});
