import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../open-test-server.ts';

let house: TestServer;
beforeAll(async () => {
  house = await openTestServer({ systems: [] });
});
afterAll(() => house.close());

const NDJSON = { 'content-type': 'application/fhir+ndjson' };
const respondAsync = { prefer: 'respond-async' };
const line = `${JSON.stringify({ resourceType: 'Patient', id: 'a' })}\n`;
const bodyOf = (url: string, type = 'Patient') => ({
  resourceType: 'Parameters',
  parameter: [
    {
      name: 'input',
      part: [
        { name: 'type', valueCode: type },
        { name: 'url', valueUrl: url },
      ],
    },
  ],
});
const sent = async (role: string): Promise<string> => {
  const answer = await house.fhir(role, 'POST', '/$import-file', line, NDJSON);
  expect([role, answer.status]).toEqual([role, 201]);
  return ((await answer.json()) as { url: string }).url;
};
const pathOf = (url: string | null): string => (url ?? '').slice(`${house.base}/fhir/R4`.length);

test('chỉ chương trình được giao mới gửi tệp và nhập được; quản trị viên cũng không', async () => {
  const url = await sent('data-importer');
  for (const role of ['doctor', 'administrator', 'records-clerk', 'data-exporter', undefined]) {
    const wanted = role === undefined ? 401 : 403;
    const upload = await house.fhir(role, 'POST', '/$import-file', line, NDJSON);
    const start = await house.fhir(role, 'POST', '/$import', bodyOf(url), respondAsync);
    expect([role, upload.status, start.status]).toEqual([role, wanted, wanted]);
  }
  expect((await house.fhir('tool', 'GET', '/Patient/a')).status).toBe(404);
});

test('tệp và lượt nhập của người này, người khác không thấy và không dùng được', async () => {
  const url = await sent('data-importer');
  expect((await house.fhir('tool', 'POST', '/$import', bodyOf(url), respondAsync)).status).toBe(404);
  const started = await house.fhir('data-importer', 'POST', '/$import', bodyOf(url), respondAsync);
  const job = pathOf(started.headers.get('content-location'));
  for (const path of [job, `${job}/${url.split('/').at(-1)}`]) {
    expect((await house.fhir('tool', 'GET', path)).status).toBe(404);
    expect((await house.fhir('doctor', 'GET', path)).status).toBe(403);
    expect((await house.fhir(undefined, 'GET', path)).status).toBe(401);
  }
  expect((await house.fhir('tool', 'DELETE', job)).status).toBe(404);
  expect((await house.fhir('doctor', 'DELETE', job)).status).toBe(403);
});

test('người nhập không đọc được hồ sơ đã nhập', async () => {
  await house.fhir('tool', 'PUT', '/Patient/da-co', { resourceType: 'Patient', id: 'da-co' });
  expect((await house.fhir('data-importer', 'GET', '/Patient/da-co')).status).toBe(403);
  expect((await house.fhir('data-importer', 'GET', '/Patient')).status).toBe(403);
});

async function clientWith(scope: string): Promise<string> {
  const id = `hep-${scope.replaceAll(/[^a-z]/gi, '')}`;
  const secret = await house.server.access.clients.create({ id, display: id, roles: ['data-importer'], scope });
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret });
  const answer = await fetch(`${house.base}/oauth2/token`, { method: 'POST', body });
  return ((await answer.json()) as { access_token: string }).access_token;
}

test('thẻ chỉ mở một loại thì chỉ nhập được loại ấy: báo ngay lúc gọi, và từng dòng khi tệp không khai loại', async () => {
  const token = await clientWith('system/Basic.c');
  const call = (path: string, body: string, headers: Record<string, string>) =>
    fetch(`${house.base}/fhir/R4${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, ...headers },
      body,
    });
  const json = { 'content-type': 'application/fhir+json', ...respondAsync };
  const basic = `${JSON.stringify({ resourceType: 'Basic', id: 'duoc', code: { text: 'x' } })}\n`;
  const other = `${JSON.stringify({ resourceType: 'Patient', id: 'khong-duoc' })}\n`;
  const upload = await call('/$import-file', `${other}${basic}`, NDJSON);
  const { url } = (await upload.json()) as { url: string };
  expect((await call('/$import', JSON.stringify(bodyOf(url)), json)).status).toBe(403);
  const untyped = {
    resourceType: 'Parameters',
    parameter: [{ name: 'input', part: [{ name: 'url', valueUrl: url }] }],
  };
  const started = await call('/$import', JSON.stringify(untyped), json);
  const job = started.headers.get('content-location') ?? '';
  const authorization = { authorization: `Bearer ${token}` };
  await expect.poll(async () => (await fetch(job, { headers: authorization })).status).toBe(200);
  const answer = await (await fetch(job, { headers: authorization })).json();
  expect(answer).toMatchObject({ output: [{ written: 1 }], error: [{ count: 1 }] });
  expect((await house.fhir('tool', 'GET', '/Basic/duoc')).status).toBe(200);
  expect((await house.fhir('tool', 'GET', '/Patient/khong-duoc')).status).toBe(404);
});
