import type { Patient } from 'fhir/r4';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../open-test-server.ts';

let house: TestServer;
let code = '';

beforeAll(async () => {
  house = await openTestServer();
  const post = async (role: string, path: string, body: object): Promise<{ id: string }> =>
    (await house.fhir(role, 'POST', `/${path}`, body)).json() as Promise<{ id: string }>;
  const patient: Patient = {
    resourceType: 'Patient',
    identifier: [{ system: 'http://fhir.hl7.org.vn/core/sid/mrn', value: '26-000077' }],
    name: [{ text: 'Trần Thị Bí Mật' }],
  };
  const { id } = await post('tool', 'Patient', patient);
  const { id: encounter } = await post('tool', 'Encounter', {
    resourceType: 'Encounter',
    status: 'arrived',
    class: { code: 'AMB' },
    subject: { reference: `Patient/${id}` },
    identifier: [{ system: 'https://lienmach.vn/fhir/sid/so-thu-tu', value: 'noi-1-20260302-012' }],
  });
  const parameter = [
    { name: 'form', valueCode: 'STT' },
    { name: 'at', valueString: `Encounter/${encounter}` },
  ];
  const answer = await house.fhir('registrar', 'POST', '/Task/$print', { resourceType: 'Parameters', parameter });
  const told = (await answer.json()) as { parameter?: { name: string; resource?: { data?: string } }[] };
  const data = told.parameter?.find(({ name }) => name === 'paper')?.resource?.data ?? '';
  const pdf = await getDocumentProxy(new Uint8Array(Buffer.from(data, 'base64')));
  const text = (await extractText(pdf, { mergePages: true })).text.replace(/\s/g, '');
  code = /Mãkiểmtra([0-9A-Z]{24})/.exec(text)?.[1] ?? '';
});
afterAll(() => house?.close());

const ask = (path: string) => fetch(`${house.base}/verify/paper${path}`);

test('ai cầm giấy cũng hỏi được: còn hiệu lực, loại giấy, nơi và ngày; không có tên hay số của người bệnh', async () => {
  expect(code).toHaveLength(24);
  const answer = await ask(`/${code}`);
  const html = await answer.text();
  expect(answer.status).toBe(200);
  for (const piece of ['Giấy còn hiệu lực', 'Phiếu số thứ tự', 'Bệnh viện Đa khoa Thử']) expect(html).toContain(piece);
  for (const secret of ['Bí Mật', 'BÍ MẬT', '26-000077', 'Patient/']) expect(html).not.toContain(secret);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
});

test('so số trên giấy: đúng thì còn hiệu lực, sai thì nói không khớp', async () => {
  expect(await (await ask(`/${code}?number=012`)).text()).toContain('Giấy còn hiệu lực');
  expect(await (await ask(`?code=${code}&number=013`)).text()).toContain('Số trên giấy không khớp');
});

test.each([
  '/ABCD',
  '/%3Cscript%3Ealert(1)%3C%2Fscript%3E',
  '/%E2%80%AE%F0%9F%92%89',
  `/${'A'.repeat(250)}`,
  '/x?number=%27%3B--',
  '?code=%22%3E%3Cimg%20src%3Dx%3E',
  '/%00',
  '/x?number=%00',
  '/..%2F..%2Fetc',
])('đầu vào lạ %s: không lỗi máy chủ, không lặp lại mã lạ vào trang', async (path) => {
  const answer = await ask(path);
  expect(answer.status).toBeLessThan(500);
  const html = await answer.text();
  expect(html).not.toMatch(/<script>alert|<img src=x|Giấy còn hiệu lực/);
});

test('hỏi dồn dập thì phải chờ', async () => {
  const all = await Promise.all(Array.from({ length: 45 }, () => ask('/ABCD')));
  expect(all.map(({ status }) => status)).toContain(429);
});
