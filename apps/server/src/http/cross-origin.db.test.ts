import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../open-test-server.ts';

const origin = 'https://ung-dung.example';
let house: TestServer;
let token = '';

beforeAll(async () => {
  house = await openTestServer();
  token = await house.token('tool');
  const { clients } = house.server.access;
  const app = (id: string, redirectUri: string) => ({
    id,
    display: id,
    roles: [],
    scope: 'patient/*.rs',
    redirectUris: [redirectUri],
  });
  await clients.register(app('huyet-ap', `${origin}/xong`));
  await clients.register(app('da-tat', 'https://da-tat.example/xong'));
  await clients.register(app('tren-may', 'vn.example.app:/xong'));
  await clients.disable('da-tat');
});
afterAll(() => house.close());

const asked = {
  'access-control-request-method': 'PUT',
  'access-control-request-headers': 'authorization,content-type,if-match',
};
const send = (method: string, path: string, headers: Record<string, string>) =>
  fetch(house.base + path, { method, headers });
const grants = ({ headers }: Response): string[] =>
  [...headers.keys()].filter((name) => name.startsWith('access-control-'));

describe('trang của ứng dụng đã đăng ký', () => {
  test('được hỏi trước: phương thức và phần đầu mà hồ sơ hiểu, không kèm cookie', async () => {
    const answer = await send('OPTIONS', '/fhir/R4/Patient/p1', { origin, ...asked });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    expect(answer.headers.get('access-control-allow-methods')).toContain('PUT');
    expect(answer.headers.get('access-control-allow-headers')).toContain('if-match');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    expect(answer.headers.get('vary')).toBe('origin');
  });

  test('đọc được câu trả lời, cả lời từ chối; vẫn cần thẻ', async () => {
    const authorization = `Bearer ${token}`;
    const found = await send('GET', '/fhir/R4/Patient?_count=1', { origin, authorization });
    expect([found.status, found.headers.get('access-control-allow-origin')]).toEqual([200, origin]);
    expect(found.headers.get('access-control-expose-headers')).toContain('etag');
    const missing = await send('GET', '/fhir/R4/Patient/khong-co', { origin, authorization });
    expect([missing.status, missing.headers.get('access-control-allow-origin')]).toEqual([404, origin]);
    const refused = await send('GET', '/fhir/R4/Patient', { origin });
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([401, origin]);
    const open = await send('GET', '/fhir/R4/.well-known/smart-configuration', { origin });
    expect([open.status, open.headers.get('access-control-allow-origin')]).toEqual([200, origin]);
  });
});

describe('trang khác', () => {
  test.each([
    'https://ke-la.example',
    'http://ung-dung.example',
    'https://ung-dung.example:8443',
    'https://a.ung-dung.example',
    'https://ung-dung.example.ke-la.example',
    'https://da-tat.example',
    'HTTPS://UNG-DUNG.EXAMPLE',
    'null',
    '*',
    '',
  ])('“%s” không được hứa gì, dù có thẻ', async (stranger) => {
    const before = await send('OPTIONS', '/fhir/R4/Patient/p1', { origin: stranger, ...asked });
    expect([before.status, grants(before)]).toEqual([404, []]);
    const found = await send('GET', '/fhir/R4/metadata', { origin: stranger });
    expect([found.status, grants(found)]).toEqual([200, []]);
  });

  test('ngoài hồ sơ không trang nào của nơi khác đọc được gì', async () => {
    for (const path of ['/site', '/healthz', '/events', '/metrics', '/fhir/R40', '/'])
      expect([path, grants(await send('GET', path, { origin }))]).toEqual([path, []]);
  });
});
