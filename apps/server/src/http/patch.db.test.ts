import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../open-test-server.ts';

let house: TestServer;
beforeAll(async () => {
  house = await openTestServer();
});
afterAll(() => house.close());

const jsonPatch = { 'content-type': 'application/json-patch+json' };
const send = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  house.fhir('tool', method, path, body, headers);
const replace = (path: string, value: unknown) => [{ op: 'replace', path, value }];
const result =
  '{"resourceType":"Observation","id":"ID","status":"preliminary","code":{"text":"Kali"},"valueQuantity":{"value":6.80}}';
const make = (id: string) => send('PUT', `/Observation/${id}`, result.replace('ID', id));

describe('PATCH', () => {
  test('JSON Patch: 200, ETag mới, chữ số giữ nguyên, Prefer như khi ghi', async () => {
    await make('a');
    const answer = await send('PATCH', '/Observation/a', replace('/status', 'final'), jsonPatch);
    expect([answer.status, answer.headers.get('etag')]).toEqual([200, 'W/"2"']);
    expect(answer.headers.get('location')).toBe(`${house.base}/fhir/R4/Observation/a/_history/2`);
    expect(await answer.text()).toMatch(/"status":"final".*"value":6\.80/);
    const headers = { ...jsonPatch, prefer: 'return=minimal', 'if-match': 'W/"2"' };
    const minimal = await send('PATCH', '/Observation/a', replace('/status', 'amended'), headers);
    expect([minimal.status, await minimal.text()]).toEqual([200, '']);
  });

  test('FHIRPath Patch', async () => {
    await make('b');
    const part = [
      { name: 'type', valueCode: 'replace' },
      { name: 'path', valueString: 'Observation.code.text' },
      { name: 'value', valueString: 'Kali máu' },
    ];
    const body = { resourceType: 'Parameters', parameter: [{ name: 'operation', part }] };
    const answer = await send('PATCH', '/Observation/b', body);
    expect([answer.status, await answer.json()]).toMatchObject([200, { code: { text: 'Kali máu' } }]);
  });

  test('có điều kiện', async () => {
    await make('c');
    const answer = await send('PATCH', '/Observation?_id=c', replace('/status', 'final'), jsonPatch);
    expect([answer.status, await answer.json()]).toMatchObject([200, { id: 'c', status: 'final' }]);
    expect((await send('PATCH', '/Observation?_id=khong', replace('/status', 'final'), jsonPatch)).status).toBe(404);
    expect((await send('PATCH', '/Observation?code=x', replace('/status', 'final'), jsonPatch)).status).toBe(404);
    expect((await send('PATCH', '/Observation', replace('/status', 'final'), jsonPatch)).status).toBe(400);
  });

  test.each([
    ['phiên bản khác', replace('/status', 'final'), { ...jsonPatch, 'if-match': 'W/"9"' }, 412],
    ['điều kiện trong bản sửa không đúng', [{ op: 'test', path: '/status', value: 'final' }], jsonPatch, 409],
    ['không có chỗ để sửa', replace('/issued', 'x'), jsonPatch, 422],
    ['kết quả không còn là FHIR', replace('/status', 'xong rồi'), jsonPatch, 422],
    ['kết quả có thuộc tính lạ', [{ op: 'add', path: '/la', value: 1 }], jsonPatch, 400],
    ['không phải danh sách', {}, jsonPatch, 400],
    ['hai giá trị trong một', '[],"x":[]', jsonPatch, 400],
    ['hồ sơ thường', { resourceType: 'Observation' }, {}, 400],
    ['định dạng khác', '<diff/>', { 'content-type': 'application/xml-patch+xml' }, 415],
  ])('từ chối: %s', async (_name, body, headers, status) => {
    await make('d');
    const answer = await send('PATCH', '/Observation/d', body, headers);
    expect([answer.status, await answer.json()]).toMatchObject([status, { resourceType: 'OperationOutcome' }]);
  });

  test('JSON Patch gửi nhầm chỗ của một hồ sơ: 415; nhật ký truy cập không sửa được', async () => {
    expect((await send('POST', '/Observation', [], jsonPatch)).status).toBe(415);
    expect((await send('PATCH', '/AuditEvent/1', [], jsonPatch)).status).toBe(405);
  });

  test('ai không được ghi thì không sửa từng phần được; không có thẻ thì càng không', async () => {
    await make('e');
    const body = replace('/status', 'final');
    expect((await house.fhir('cashier', 'PATCH', '/Observation/e', body, jsonPatch)).status).toBe(403);
    expect((await house.fhir('cashier', 'PATCH', '/Observation?_id=e', body, jsonPatch)).status).toBe(403);
    expect((await house.fhir(undefined, 'PATCH', '/Observation/e', body, jsonPatch)).status).toBe(401);
  });
});
