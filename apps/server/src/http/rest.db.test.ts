import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../open-test-server.ts';

const MAX_BODY = 1_048_576;
let house: TestServer;
beforeAll(async () => {
  house = await openTestServer({ environment: { LIENMACH_MAX_BODY: String(MAX_BODY) } });
});
afterAll(() => house.close());

type Body = Record<string, unknown>;
const patient = (change: Body = {}): Body => ({
  resourceType: 'Patient',
  name: [{ text: 'Nguyễn Văn An' }],
  ...change,
});
const send = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  house.fhir('tool', method, path, body, headers);
const count = async (): Promise<number> => {
  const [row] = await house.database.sql.query<{ count: number }>({
    text: 'select count(*)::int as count from resource',
  });
  return row?.count ?? -1;
};

describe('đọc và ghi theo REST của FHIR', () => {
  test('tạo: 201, Location, ETag, Last-Modified; đọc lại đúng từng chữ số', async () => {
    const body =
      '{"resourceType":"Observation","status":"final","code":{"text":"Kali"},"valueQuantity":{"value":6.80,"unit":"mmol/L"}}';
    const made = await send('POST', '/Observation', body);
    expect(made.status).toBe(201);
    expect(made.headers.get('etag')).toBe('W/"1"');
    expect(made.headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
    const location = made.headers.get('location') ?? '';
    expect(location).toMatch(new RegExp(`^${house.base}/fhir/R4/Observation/[^/]+/_history/1$`));
    const read = await send('GET', location.slice(`${house.base}/fhir/R4`.length, -'/_history/1'.length));
    expect(read.headers.get('last-modified')).toBe(made.headers.get('last-modified'));
    expect(await read.text()).toContain('"value":6.80');
  });

  test('Prefer: không trả gì, trả bản ghi, hay trả OperationOutcome', async () => {
    const minimal = await send('POST', '/Patient', patient(), { prefer: 'return=minimal' });
    expect([minimal.status, await minimal.text()]).toEqual([201, '']);
    const whole = await send('POST', '/Patient', patient(), { prefer: 'return=representation' });
    expect(await whole.json()).toMatchObject({ resourceType: 'Patient', meta: { versionId: '1' } });
    const outcome = await send('POST', '/Patient', patient(), { prefer: 'return=OperationOutcome' });
    expect(await outcome.json()).toMatchObject({ resourceType: 'OperationOutcome' });
  });

  test('mọi thứ của một người bệnh: từng trang, mỗi bản ghi một lần; loại khác không có thao tác này', async () => {
    await send('PUT', '/Patient/moi-thu', patient({ id: 'moi-thu' }));
    for (const id of ['e1', 'e2'])
      await send('PUT', `/Encounter/${id}`, {
        resourceType: 'Encounter',
        id,
        status: 'planned',
        class: { code: 'AMB' },
        subject: { reference: 'Patient/moi-thu' },
      });
    const ids: string[] = [];
    for (let path: string | undefined = '/Patient/moi-thu/$everything?_count=2'; path !== undefined; ) {
      const answer = await send('GET', path);
      expect(answer.status).toBe(200);
      const { entry = [], link } = (await answer.json()) as {
        entry?: { resource: { id: string } }[];
        link: { relation: string; url: string }[];
      };
      ids.push(...entry.map(({ resource }) => resource.id));
      path = link.find(({ relation }) => relation === 'next')?.url.slice(`${house.base}/fhir/R4`.length);
    }
    expect(ids.toSorted()).toEqual(['e1', 'e2', 'moi-thu']);
    const parameter = [{ name: '_type', valueCode: 'Encounter' }];
    const posted = await send('POST', '/Patient/moi-thu/$everything', { resourceType: 'Parameters', parameter });
    expect(((await posted.json()) as { entry: object[] }).entry).toHaveLength(3);
    expect((await send('POST', '/Encounter/e1/$everything')).status).toBe(200);
    expect((await send('POST', '/Patient/moi-thu/$everything', { resourceType: 'Basic' })).status).toBe(400);
    expect((await send('GET', '/Patient/khong-co/$everything')).status).toBe(404);
    expect((await send('GET', '/Organization/x/$everything')).status).toBe(400);
  });

  test('sửa có If-Match: đúng phiên bản thì được, sai thì 412, không đọc được thì 400', async () => {
    expect((await send('PUT', '/Patient/p1', patient({ id: 'p1' }))).status).toBe(201);
    const next = await send('PUT', '/Patient/p1', patient({ id: 'p1', active: true }), { 'if-match': 'W/"1"' });
    expect([next.status, next.headers.get('etag')]).toEqual([200, 'W/"2"']);
    expect((await send('PUT', '/Patient/p1', patient({ id: 'p1' }), { 'if-match': 'W/"1"' })).status).toBe(412);
    expect((await send('PUT', '/Patient/p1', patient({ id: 'p1' }), { 'if-match': 'hai' })).status).toBe(400);
    const known = await send('GET', '/Patient/p1', undefined, { 'if-none-match': 'W/"2"' });
    expect([known.status, known.headers.get('etag'), known.headers.get('cache-control')]).toEqual([
      304,
      'W/"2"',
      'no-store',
    ]);
    for (const path of ['/Patient/p1', '/Patient?_id=p1', '/Patient/p1/_history'])
      expect((await send('GET', path)).headers.get('cache-control')).toBe('no-store');
    expect((await send('GET', '/Patient/p1', undefined, { 'if-none-match': 'W/"1"' })).status).toBe(200);
    const old = await send('GET', '/Patient/p1/_history/1');
    expect([old.status, old.headers.get('etag')]).toEqual([200, 'W/"1"']);
    expect((await send('GET', '/Patient/p1/_history/9')).status).toBe(404);
    const history = (await (await send('GET', '/Patient/p1/_history')).json()) as { type: string; entry: unknown[] };
    expect(history).toMatchObject({
      type: 'history',
      entry: [
        { request: { method: 'PUT', url: 'Patient/p1' }, response: { etag: 'W/"2"' } },
        { response: { etag: 'W/"1"' } },
      ],
    });
  });

  test('xóa: 204, đọc lại 410, chưa từng có thì 404', async () => {
    await send('PUT', '/Patient/xoa', patient({ id: 'xoa' }));
    expect((await send('DELETE', '/Patient/xoa')).status).toBe(204);
    expect((await send('GET', '/Patient/xoa')).status).toBe(410);
    expect((await send('GET', '/Patient/chua-co')).status).toBe(404);
  });

  test('đọc có điều kiện theo thời điểm, HEAD, xóa kèm lời báo, xem phiên bản đã xóa', async () => {
    const made = await send('PUT', '/Patient/dk', patient({ id: 'dk' }));
    const modified = made.headers.get('last-modified') ?? '';
    const since = (moment: string) => send('GET', '/Patient/dk', undefined, { 'if-modified-since': moment });
    expect((await since(modified)).status).toBe(304);
    expect((await since(new Date(0).toUTCString())).status).toBe(200);
    const head = await send('HEAD', '/Patient/dk');
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, 'W/"1"', '']);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(20);
    expect((await send('HEAD', '/Patient/khong-co-dau')).status).toBe(404);
    const gone = await send('DELETE', '/Patient/dk', undefined, { prefer: 'return=OperationOutcome' });
    expect([gone.status, await gone.json()]).toMatchObject([200, { resourceType: 'OperationOutcome' }]);
    expect((await send('GET', '/Patient/dk/_history/2')).status).toBe(410);
    expect((await send('GET', '/Patient/dk/_history/1')).status).toBe(200);
    const history = (await (await send('GET', '/Patient/dk/_history?_at=2999')).json()) as { entry: object[] };
    expect(history.entry).toMatchObject([{ request: { method: 'DELETE' } }]);
  });

  test('tạo, sửa, xóa có điều kiện', async () => {
    const identifier = [{ system: 'urn:test', value: 'A-1' }];
    const headers = { 'if-none-exist': 'identifier=urn:test|A-1' };
    expect((await send('POST', '/Patient', patient({ identifier }), headers)).status).toBe(201);
    expect((await send('POST', '/Patient', patient({ identifier }), headers)).status).toBe(200);
    const query = '?identifier=urn:test%7CA-1';
    expect((await send('PUT', `/Patient${query}`, patient({ identifier, active: false }))).status).toBe(200);
    await send('POST', '/Patient', patient({ identifier }));
    expect((await send('DELETE', `/Patient${query}`)).status).toBe(412);
    expect((await send('DELETE', '/Patient?identifier=urn:test%7Ckhong-co')).status).toBe(204);
    expect((await send('DELETE', '/Patient')).status).toBe(400);
    expect((await send('DELETE', '/Patient?_count=1')).status).toBe(400);
  });

  test('tìm bằng GET và POST, sang trang, tham số lạ', async () => {
    for (const family of ['Lê', 'Lý', 'Lưu'])
      await send('POST', '/Patient', patient({ name: [{ family }], gender: 'other' }));
    const page = (await (await send('GET', '/Patient?gender=other&_count=2&_total=accurate')).json()) as {
      total: number;
      link: { relation: string; url: string }[];
      entry: { fullUrl: string; search: { mode: string } }[];
    };
    expect(page.total).toBe(3);
    expect(page.entry[0]).toMatchObject({ search: { mode: 'match' } });
    expect(page.entry[0]?.fullUrl).toContain(`${house.base}/fhir/R4/Patient/`);
    const next = page.link.find((link) => link.relation === 'next')?.url ?? '';
    const second = (await (await send('GET', next.slice(`${house.base}/fhir/R4`.length))).json()) as {
      entry: unknown[];
    };
    expect(second.entry).toHaveLength(1);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const posted = (await (await send('POST', '/Patient/_search', 'name=ly', form)).json()) as { entry: unknown[] };
    expect(posted.entry).toHaveLength(1);
    const strict = await send('GET', '/Patient?khong-co=1', undefined, { prefer: 'handling=strict' });
    expect(strict.status).toBe(400);
  });

  test('gói giao dịch: được cả hoặc không gì cả', async () => {
    const entry = (resource: Body) => ({ resource, request: { method: 'POST', url: resource.resourceType } });
    const good = { resourceType: 'Bundle', type: 'transaction', entry: [entry(patient()), entry(patient())] };
    const answer = await send('POST', '/', good);
    expect(await answer.json()).toMatchObject({
      type: 'transaction-response',
      entry: [{ response: { status: expect.stringMatching(/^201/) } }, { response: {} }],
    });
    const bodies = async (headers: Record<string, string>) => {
      const { entry } = (await (await send('POST', '/', good, headers)).json()) as { entry: object[] };
      return entry.map((one) => 'resource' in one);
    };
    expect(await bodies({})).toEqual([false, false]);
    expect(await bodies({ prefer: 'return=minimal' })).toEqual([false, false]);
    expect(await bodies({ prefer: 'handling=strict; return=representation' })).toEqual([true, true]);
    const before = await count();
    const bad = { ...good, entry: [entry(patient()), entry(patient({ gender: 'không rõ' }))] };
    const refused = await send('POST', '/', bad);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.status).toBeLessThan(500);
    expect(await count()).toBe(before);
  });

  test('metadata nói đúng những gì có, ai cũng đọc được', async () => {
    const answer = await house.fhir(undefined, 'GET', '/metadata');
    const statement = (await answer.json()) as {
      rest: { resource: { type: string; operation?: { name: string }[] }[] }[];
    };
    expect(statement).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1', kind: 'instance' });
    const types = statement.rest[0]?.resource ?? [];
    expect(types.length).toBeGreaterThan(140);
    const named = types.flatMap(({ type, operation = [] }) => operation.map(({ name }) => `${type}/$${name}`));
    expect(named).toContain('Patient/$identify');
    expect((await house.fhir(undefined, 'GET', '/metadata', undefined, { accept: 'text/turtle' })).status).toBe(406);
  });
});

describe('nội dung và định dạng', () => {
  test.each([
    ['application/fhir+json', 200],
    ['application/fhir+json; fhirVersion=4.0', 200],
    ['application/fhir+json; fhirVersion=5.0', 406],
    ['application/json', 200],
    ['text/html, */*;q=0.8', 200],
    ['application/fhir+xml', 200],
    ['application/fhir+xml; fhirVersion=3.0', 406],
    ['application/fhir+turtle', 406],
    ['text/html', 406],
  ])('Accept: %s → %d', async (accept, status) => {
    await send('PUT', '/Patient/p2', patient({ id: 'p2' }));
    expect((await send('GET', '/Patient/p2', undefined, { accept })).status).toBe(status);
  });

  test('_format đi trước Accept', async () => {
    const html = { accept: 'text/html' };
    expect((await send('GET', '/Patient?_format=json&_count=1', undefined, html)).status).toBe(200);
    expect((await send('GET', '/Patient?_format=application/fhir+json&_count=1', undefined, html)).status).toBe(200);
    expect((await send('GET', '/Patient?_format=ttl&_count=1')).status).toBe(406);
  });

  test.each(['application/fhir+turtle', 'text/plain', 'multipart/form-data; boundary=x', 'application/octet-stream'])(
    'gửi %s thì 415',
    async (type) => {
      const answer = await send('POST', '/Patient', '<Patient/>', { 'content-type': type });
      expect(answer.status).toBe(415);
      expect(await answer.json()).toMatchObject({ resourceType: 'OperationOutcome' });
    },
  );
});

const fuzz = new URL('../../../../../shared/data/samples/fuzz/json-test-suite.ndjson.gz', import.meta.url);

/** 4xx with an OperationOutcome, and the record is as before. */
async function expectRefusal(
  method: string,
  path: string,
  body?: string | Uint8Array,
  headers: Record<string, string> = {},
) {
  const answer = await fetch(`${house.base}/fhir/R4${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await house.token('tool')}`,
      'content-type': 'application/fhir+json',
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  });
  const text = await answer.text();
  expect(answer.status, `${method} ${path} ${String(body).slice(0, 60)} ${text}`).toBeGreaterThanOrEqual(400);
  expect(answer.status, `${method} ${path} ${String(body).slice(0, 60)} ${text}`).toBeLessThan(500);
  expect(JSON.parse(text)).toMatchObject({ resourceType: 'OperationOutcome' });
}

describe('dữ liệu hỏng: luôn là lời từ chối rõ ràng, không bao giờ là lỗi máy chủ', () => {
  test('bộ mẫu JSON hỏng', async ({ skip }) => {
    if (!existsSync(fuzz)) skip('the samples beside the checkout are absent');
    const before = await count();
    const lines = gunzipSync(readFileSync(fuzz)).toString('utf8').split('\n').filter(Boolean);
    for (const line of lines) {
      const { text, b64 } = JSON.parse(line) as { text?: string; b64?: string };
      const body = text ?? new Uint8Array(Buffer.from(b64 ?? '', 'base64'));
      for (const path of ['/Patient', '/']) await expectRefusal('POST', path, body);
    }
    expect(await count()).toBe(before);
  });

  test.each([
    ['POST', '/Patient', ''],
    ['POST', '/Patient', '[]'],
    ['POST', '/Patient', 'null'],
    ['POST', '/Patient', '{}'],
    ['POST', '/Patient', '{"resourceType":"Bệnh nhân"}'],
    ['POST', '/Patient', '{"resourceType":["Patient"]}'],
    ['POST', '/Patient', '{"resourceType":"Observation"}'],
    ['POST', '/Patient', '{"resourceType":"Patient","__proto__":{"x":1}}'],
    ['POST', '/Patient', '{"resourceType":"Patient","active":true,"active":false}'],
    ['POST', '/Patient', `{"resourceType":"Patient","extension":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
    ['POST', '/Patient', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
    ['POST', '/Patient', '{"resourceType":"Patient","id":"x","name":[{"family":"a\\u0000b"}]}'],
    ['POST', '/BệnhNhân', '{"resourceType":"Patient"}'],
    ['PUT', '/Patient/a', '{"resourceType":"Patient"}'],
    ['PUT', '/Patient/a', '{"resourceType":"Patient","id":"b"}'],
    ['PUT', '/Patient/a%00b', '{"resourceType":"Patient","id":"a"}'],
    ['PUT', `/Patient/${'a'.repeat(65)}`, `{"resourceType":"Patient","id":"${'a'.repeat(65)}"}`],
    ['POST', '/', '{"resourceType":"Patient"}'],
    ['POST', '/', '{"resourceType":"Bundle","type":"document"}'],
    ['POST', '/', '{"resourceType":"Bundle","type":"transaction","entry":{}}'],
    ['POST', '/', '{"resourceType":"Bundle","type":"transaction","entry":[null]}'],
    ['POST', '/', '{"resourceType":"Bundle","type":"transaction","entry":[{"request":{"method":"EAT","url":"x"}}]}'],
    [
      'POST',
      '/',
      '{"resourceType":"Bundle","type":"transaction","entry":[{"request":{"method":"POST","url":"Patient"}}]}',
    ],
    ['POST', '/Patient/$identify', '{"resourceType":"Patient"}'],
    ['POST', '/Patient/$identify', '{"resourceType":"Parameters","parameter":7}'],
    ['POST', '/Patient/$identify', '{"resourceType":"Parameters","parameter":[null]}'],
    ['POST', '/Patient/$khong-co', '{"resourceType":"Parameters"}'],
    ['POST', '/$khong-co', '{"resourceType":"Parameters"}'],
    ['PATCH', '/Patient/a', '{}'],
  ])('%s %s %.60s', async (method, path, body) => {
    await expectRefusal(method, path, body);
  });

  test.each([
    '/Patient/a%00b',
    '/Patient/%',
    '/Patient/..%2F..%2Fetc',
    '/Patient?name=%00',
    '/Patient?birthdate=hôm nay',
    '/Patient?_count=-1',
    '/Patient?_cursor=bịa',
    '/Patient?_sort=khong-co',
    '/Observation?value-quantity=lt',
    '/Patient/a/_history?_cursor=bịa',
    '/_history?_count=nhiều',
    '/KhôngCó/1',
    '/Patient/a/b/c/d',
    "/Patient?identifier=';drop table resource;--&birthdate=x",
  ])('GET %s', async (path) => {
    await expectRefusal('GET', path);
  });

  test('nội dung quá lớn: 413; không phải UTF-8: 400', async () => {
    const large = JSON.stringify(patient({ name: [{ text: 'x'.repeat(MAX_BODY) }] }));
    const answer = await send('POST', '/Patient', large);
    expect([answer.status, ((await answer.json()) as Body).resourceType]).toEqual([413, 'OperationOutcome']);
    await expectRefusal(
      'POST',
      '/Patient',
      Buffer.from('{"resourceType":"Patient","name":[{"text":"\xff\xfe"}]}', 'latin1'),
    );
  });

  test('người gửi ngắt giữa chừng: không có gì được ghi, máy chủ vẫn phục vụ', async () => {
    const before = await count();
    const body = JSON.stringify(patient());
    const token = await house.token('tool');
    const { hostname, port } = new URL(house.base);
    for (let round = 0; round < 5; round++) {
      await new Promise<void>((closed) => {
        const socket = connect(Number(port), hostname, () => {
          socket.write(
            `POST /fhir/R4/Patient HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/fhir+json\r\nContent-Length: ${body.length + 40}\r\n\r\n${body}`,
          );
          setTimeout(() => socket.destroy(), 20);
        });
        socket.on('error', () => undefined);
        socket.on('close', () => closed());
      });
    }
    expect((await fetch(`${house.base}/healthz`)).status).toBe(200);
    expect(await count()).toBe(before);
  });
});
