import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openTestServer, type TestServer } from '../open-test-server.ts';

interface Heard {
  readonly method: string;
  readonly url: string;
  readonly body: string;
  readonly authorization: string;
}

let house: TestServer;
let receiver: Server;
let address = '';
let answer = 200;
const heard: Heard[] = [];

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      heard.push({ method, url, body: Buffer.concat(parts).toString(), authorization: headers.authorization ?? '' });
      response.writeHead(answer, { location: '/elsewhere' }).end();
    });
  });
  await new Promise<void>((open) => receiver.listen(0, '127.0.0.1', open));
  address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  house = await openTestServer({
    site: {
      subscribers: [
        { id: 'thu', address: `${address}/nhan`, roles: ['tool'], isInside: true },
        { id: 'hep', address: `${address}/hep`, roles: ['cashier'], isInside: true },
        { id: 'rieng', address: 'https://127.0.0.1/rieng', roles: ['tool'] },
      ],
    },
  });
});
afterAll(async () => {
  await house.close();
  await new Promise((closed) => receiver.close(closed));
});

const send = (method: string, path: string, body?: unknown) => house.fhir('tool', method, path, body);
const put = (type: string, id: string, more: object) =>
  send('PUT', `/${type}/${id}`, { resourceType: type, id, ...more });
const subscribe = (id: string, criteria: string, channel: object) =>
  put('Subscription', id, { status: 'requested', reason: 'thử', criteria, channel: { type: 'rest-hook', ...channel } });
const statusOf = async (id: string) => {
  const { status, error } = (await (await send('GET', `/Subscription/${id}`)).json()) as {
    status: string;
    error?: string;
  };
  return { status, error };
};
/** waits for a state, not for a time */
const until = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 45_000, interval: 50 });
const becomes = (id: string, status: string) => until(async () => expect(await statusOf(id)).toMatchObject({ status }));
const result = (id: string, status: string) => put('Observation', id, { status, code: { text: 'Kali' } });
const of = (path: string) => heard.filter(({ url }) => url.startsWith(path));

describe('theo dõi hồ sơ (rest-hook)', () => {
  test('được bật, rồi mỗi bản khớp điều kiện là một thông báo; không khớp thì không', async () => {
    await subscribe('s1', 'Observation?status=final', {
      endpoint: `${address}/nhan/a`,
      payload: 'application/fhir+json',
      header: ['Authorization: Bearer thu', 'Host: xau'],
    });
    await becomes('s1', 'active');
    await result('k0', 'preliminary');
    await result('k1', 'final');
    await until(() => expect(of('/nhan/a')).toHaveLength(1));
    expect(of('/nhan/a')[0]).toMatchObject({
      method: 'PUT',
      url: '/nhan/a/Observation/k1',
      authorization: 'Bearer thu',
    });
    expect(JSON.parse(of('/nhan/a')[0]?.body ?? '')).toMatchObject({ id: 'k1', status: 'final' });
    await put('Subscription', 's1', {
      status: 'off',
      reason: 'x',
      criteria: 'Observation',
      channel: { type: 'rest-hook' },
    });
  });

  test('không xin nội dung thì chỉ được báo là có', async () => {
    await subscribe('s2', 'Observation?status=amended', { endpoint: `${address}/nhan/b` });
    await becomes('s2', 'active');
    await result('k2', 'amended');
    await until(() => expect(of('/nhan/b')).toEqual([{ method: 'POST', url: '/nhan/b', body: '', authorization: '' }]));
    await send('DELETE', '/Subscription/s2');
  });

  test('nơi nhận chỉ biết những gì vai trò của mình được tìm', async () => {
    await subscribe('s3', 'Observation?status=corrected', {
      endpoint: `${address}/hep/c`,
      payload: 'application/fhir+json',
    });
    await until(async () => expect((await statusOf('s3')).status).not.toBe('requested'));
    expect((await statusOf('s3')).status).toBe('off');
    await result('k3', 'corrected');
    expect(of('/hep')).toEqual([]);
  });

  test('nơi nhận hỏng: sang trạng thái lỗi, thử lại; nhận được thì hoạt động lại', async () => {
    await subscribe('s4', 'Observation?status=cancelled', { endpoint: `${address}/nhan/d` });
    await becomes('s4', 'active');
    answer = 302;
    await result('k4', 'cancelled');
    await becomes('s4', 'error');
    expect((await statusOf('s4')).error).toContain('302');
    expect(heard.some(({ url }) => url === '/elsewhere')).toBe(false);
    answer = 204;
    await becomes('s4', 'active');
    expect((await statusOf('s4')).error).toBeUndefined();
    await send('DELETE', '/Subscription/s4');
  });

  test.each([
    ['địa chỉ cơ sở chưa cho phép', 'Observation', { endpoint: 'https://vi-du.example/nhan' }, 'site file'],
    ['địa chỉ gần giống', 'Observation', { endpoint: 'PREFIX/nhan-khac' }, 'site file'],
    ['đi ngược lên', 'Observation', { endpoint: 'PREFIX/nhan/../khac' }, 'site file'],
    ['thiếu địa chỉ', 'Observation', {}, 'site file'],
    ['địa chỉ trong mạng riêng', 'Observation', { endpoint: 'https://127.0.0.1/rieng/a' }, 'private network'],
    ['kênh khác', 'Observation', { type: 'email', endpoint: 'PREFIX/nhan' }, 'rest-hook'],
    ['nội dung kiểu khác', 'Observation', { endpoint: 'PREFIX/nhan', payload: 'text/plain' }, 'rest-hook'],
    ['loại không có', 'KhongCo?x=1', { endpoint: 'PREFIX/nhan' }, 'Type?query'],
    ['theo dõi nhật ký truy cập', 'AuditEvent', { endpoint: 'PREFIX/nhan' }, 'Type?query'],
    ['tham số lạ', 'Observation?khong-co=1', { endpoint: 'PREFIX/nhan' }, 'Type?query'],
  ])('không bật: %s', async (_name, criteria, channel, reason) => {
    const own = JSON.parse(JSON.stringify(channel).replaceAll('PREFIX', address)) as object;
    const id = `x${heard.length}-${Math.abs([...criteria, ...JSON.stringify(channel)].reduce((sum, one) => (sum * 31 + one.charCodeAt(0)) | 0, 7))}`;
    await subscribe(id, criteria, own);
    await becomes(id, 'off');
    expect((await statusOf(id)).error).toContain(reason);
  });

  test('ai không được ghi Subscription thì không theo dõi được', async () => {
    const body = {
      resourceType: 'Subscription',
      status: 'requested',
      reason: 'x',
      criteria: 'Patient',
      channel: { type: 'rest-hook' },
    };
    expect((await house.fhir('nurse', 'POST', '/Subscription', body)).status).toBe(403);
  });
});
