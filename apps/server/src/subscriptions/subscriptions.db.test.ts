import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { testSite } from '@lienmach/testing';
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
      facility: { ...testSite.facility, organization: 'Organization/benh-vien' },
      subscribers: [
        { id: 'bac-si', address: `${address}/bac-si`, roles: ['doctor'], isInside: true },
        { id: 'thu-ngan', address: `${address}/thu-ngan`, roles: ['cashier'], isInside: true },
        { id: 'bang', address: `${address}/bang`, roles: ['queue-board'], isInside: true },
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

  test('người bệnh đã từ chối cơ sở: nơi nhận không được báo gì về họ, và sau khi rút lại thì được', async () => {
    const refusal = {
      status: 'active',
      scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }] },
      category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0' }] }],
      patient: { reference: 'Patient/kin' },
      policyRule: { text: 'Từ chối' },
      provision: {
        type: 'deny',
        actor: [{ role: { text: 'nơi nhận' }, reference: { reference: 'Organization/benh-vien' } }],
      },
    };
    await put('Consent', 'kin', refusal);
    const channel = { endpoint: `${address}/bac-si/a`, payload: 'application/fhir+json' };
    await subscribe('s5', 'Observation?status=registered', channel);
    await becomes('s5', 'active');
    const of5 = (id: string, patient: string) =>
      put('Observation', id, {
        status: 'registered',
        code: { text: 'Kali' },
        subject: { reference: `Patient/${patient}` },
      });
    await of5('kin5', 'kin');
    await of5('an5', 'an');
    await until(() => expect(of('/bac-si')).toHaveLength(1));
    await put('Consent', 'kin', { ...refusal, status: 'inactive' });
    await of5('kin6', 'kin');
    await until(() => expect(of('/bac-si').map(({ url }) => url)).toContain('/bac-si/a/Observation/kin6'));
    expect(of('/bac-si').map(({ url }) => url)).not.toContain('/bac-si/a/Observation/kin5');
    await send('DELETE', '/Subscription/s5');
  });

  test('nhãn kín và phần bị che không đi ra ngoài theo thông báo', async () => {
    const payload = 'application/fhir+json';
    await subscribe('s6', 'Condition?clinical-status=active', { endpoint: `${address}/thu-ngan/a`, payload });
    await subscribe('s7', 'Patient?active=true', { endpoint: `${address}/bang/a`, payload });
    await becomes('s6', 'active');
    await becomes('s7', 'active');
    const clinicalStatus = {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
    };
    const subject = { reference: 'Patient/an' };
    const security = [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'HIV' }];
    await put('Condition', 'kin7', { clinicalStatus, subject, code: { text: 'Bệnh kín' }, meta: { security } });
    await put('Condition', 'an7', { clinicalStatus, subject, code: { text: 'Cúm' } });
    await until(() => expect(of('/thu-ngan').map(({ url }) => url)).toEqual(['/thu-ngan/a/Condition/an7']));
    const telecom = [{ system: 'phone', value: '0000000707' }];
    await put('Patient', 'an8', { active: true, telecom, name: [{ text: 'Nguyễn Thử Bảng' }] });
    await until(() => expect(of('/bang')).toHaveLength(1));
    expect(of('/bang')[0]?.body).toContain('Nguyễn Thử Bảng');
    expect(of('/bang')[0]?.body).not.toContain('0000000707');
    for (const id of ['s6', 's7']) await send('DELETE', `/Subscription/${id}`);
  });

  test('theo dõi theo phần bị che thì không được bật', async () => {
    await subscribe('s8', 'Patient?phone=0000000707', { endpoint: `${address}/bang/b` });
    await becomes('s8', 'off');
    expect((await statusOf('s8')).error).toContain('Type?query');
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
