import { X509Certificate } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { channelCodeMap, codeSystems, endpointOfChannel, identifierSystems } from '@lienmach/core';
import { makeSelfSignedCertificate } from '@lienmach/documents';
import { type Hl7Message, openMllpClient, openMllpServer, parseHl7 } from '@lienmach/exchange';
import type { FhirResource } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer, type TestServer } from './open-test-server.ts';

let house: TestServer;
const secret = 'khoa-chi-de-thu-khong-dung-o-dau-ca-du-dai';

const facility = { resourceType: 'Organization', id: '99001', name: 'Bệnh viện Thử' };
const patient = {
  resourceType: 'Patient',
  id: 'p1',
  identifier: [{ system: identifierSystems.patientNumber, value: 'BN1' }],
};
const order = {
  resourceType: 'ServiceRequest',
  id: 'o1',
  status: 'active',
  intent: 'order',
  identifier: [{ system: identifierSystems.orderNumber, value: 'CD1' }],
  code: { coding: [{ system: codeSystems.services7603, code: '23.0058.1487' }] },
  subject: { reference: 'Patient/p1' },
};
const report = {
  resourceType: 'DiagnosticReport',
  id: 'r1',
  status: 'registered',
  identifier: [{ system: identifierSystems.orderNumber, value: 'CD1' }],
  code: { text: 'Điện giải đồ' },
  subject: { reference: 'Patient/p1' },
  basedOn: [{ reference: 'ServiceRequest/o1' }],
};

beforeAll(async () => {
  house = await openTestServer();
  for (const one of [facility, patient, order, report])
    expect((await house.fhir('tool', 'PUT', `/${one.resourceType}/${one.id}`, one)).status).toBe(201);
});
afterAll(() => house.close());

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

async function press<Out>(verb: string, input: Record<string, unknown>): Promise<Out> {
  const parameter = Object.entries(input).map(([name, value]) => ({
    name,
    ...(name === 'status' ? { valueCode: value } : { valueString: value }),
  }));
  const answer = await house.fhir('integrator', 'POST', verb, { resourceType: 'Parameters', parameter });
  const body = (await answer.json()) as Out;
  expect(answer.status, JSON.stringify(body)).toBeLessThan(300);
  return body;
}
const save = (id: string, definition: object, status = 'active') =>
  press('/Endpoint/$save-channel', { id, name: `Kênh ${id}`, definition: JSON.stringify(definition), status });
const switchTo = (id: string, status: string) => press(`/Endpoint/${id}/$switch-channel`, { status });

async function say(port: number, text: string, tls?: { authorities: string; certificate: string; key: string }) {
  const client = openMllpClient({ host: tls === undefined ? '127.0.0.1' : 'localhost', port, ...(tls ? { tls } : {}) });
  try {
    return parseHl7((await client.send(Buffer.from(text))).toString());
  } finally {
    client.close();
  }
}
const heard = (message: Hl7Message) => [message.segment('MSA')?.get(1), message.segment('ERR')?.get(5) ?? ''];
const unknown = (id: string) => `MSH|^~\\&|MAY||||20261122||ZZZ^Z01|${id}|P|2.5.1\rPID|1||BN1`;
const result = (id: string) =>
  `MSH|^~\\&|MAY LA||||20261122||ORU^R01|${id}|P|2.5.1\rPID|1||BN1\rOBR|1|CD1||23.0058.1487\rOBX|1|NM|QK9^Kali||4.1|mmol/L|||||F`;
const stateOf = async (control: string) => {
  const text = 'select state, channel, patient_key, order_key, answered from message_in where control_id = $1';
  return (await house.database.sql.query<Record<string, unknown>>({ text, values: [control] }))[0];
};

test('người mới nối một máy chưa ai biết, chỉ bằng dữ liệu, không khởi động lại: thử, lạ mã, đổi mã, có kết quả', async () => {
  const port = await freePort();
  const definition = { direction: 'in', transport: { kind: 'mllp', port }, partner: { id: 'may-la' } };
  await save('may-la', definition, 'test');
  // an unknown code is told by name
  expect(heard(await say(port, result('N1')))).toEqual(['AE', 'exchange.unknownCode']);
  // the laboratory's own list is what it is translated to
  expect(JSON.stringify(await press('/$map-targets', { filter: 'kali' }))).toContain('2823-3');
  const map: FhirResource = {
    resourceType: 'ConceptMap',
    url: channelCodeMap('may-la'),
    status: 'active',
    group: [{ element: [{ code: 'QK9', target: [{ code: 'K', equivalence: 'equal' }] }] }],
  };
  expect((await house.fhir('integrator', 'POST', '/ConceptMap', map)).status).toBe(201);
  // in test it is understood, and nothing is written
  expect(heard(await say(port, result('N2')))).toEqual(['AE', 'exchange.channelInTest']);
  const results = async () =>
    (await (await house.fhir('tool', 'GET', '/Observation?subject=Patient/p1')).json()) as { entry?: object[] };
  expect((await results()).entry ?? []).toEqual([]);
  await switchTo('may-la', 'active');
  expect(heard(await say(port, result('N3')))).toEqual(['AA', '']);
  expect((await results()).entry).toMatchObject([
    { resource: { status: 'preliminary', valueQuantity: { value: 4.1 } } },
  ]);
  expect(await stateOf('N3')).toMatchObject({
    state: 'applied',
    channel: 'may-la',
    patient_key: 'BN1',
    order_key: 'CD1',
  });
  await switchTo('may-la', 'off');
  await expect(say(port, result('N4'))).rejects.toMatchObject({ code: 'exchange.notConnected' });
});

test('đối tác gửi qua HTTP bằng khóa của mình; sai khóa và kênh lạ trông như nhau', async () => {
  mkdirSync(join(house.dataDir, 'secrets', 'channels'), { recursive: true });
  writeFileSync(join(house.dataDir, 'secrets', 'channels', 'his-http'), secret);
  const partner = { id: 'his', credential: 'his-http' };
  await save('his-http', { direction: 'in', transport: { kind: 'http' }, partner });
  const post = (id: string, credential: string, body: string) =>
    fetch(`${house.base}/channels/${id}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${credential}` },
      body,
    });
  const taken = await post('his-http', secret, unknown('H1'));
  expect([taken.status, heard(parseHl7(await taken.text()))]).toEqual([202, ['AR', 'exchange.unknownType']]);
  expect(await stateOf('H1')).toMatchObject({ state: 'parked', channel: 'his-http' });
  expect([(await post('his-http', 'sai', 'x')).status, (await post('khac', secret, 'x')).status]).toEqual([401, 401]);
});

test('bảng CSV thành kết quả chỉ bằng khai báo cột: không viết mã, dấu phẩy thập phân, cột sai thì nằm chờ và chỉ đúng cột', async () => {
  writeFileSync(join(house.dataDir, 'secrets', 'channels', 'may-csv'), secret);
  const options = {
    message: 'results',
    delimiter: 'semicolon',
    decimal: 'comma',
    'column.order': 'Order',
    'column.patient': 'PID',
    'column.code': 'Test',
    'column.value': 'Value',
    'column.unit': 'Unit',
  };
  const partner = { id: 'may-csv', credential: 'may-csv' };
  await save('may-csv', { direction: 'in', transport: { kind: 'http' }, codec: 'csv', partner, options });
  const post = (rows: string) =>
    fetch(`${house.base}/channels/may-csv`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}` },
      body: `Order;PID;Test;Value;Unit\n${rows}`,
    });
  expect(await (await post('CD1;BN1;NA;139,50;mmol/L')).text()).toContain('informational');
  const kept = await (await house.fhir('tool', 'GET', '/Observation?code=NA')).text();
  expect(kept).toContain('139.50');
  expect(await (await post('CD1;BN1;NA;cao;mmol/L')).text()).toContain('"Value"');
});

test('máy ASTM nói bản ghi trần, chỉ khai bằng dữ liệu: nhận chỉ định, hỏi ống và được trả lời', async () => {
  const heardOrders: string[] = [];
  const machine = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => heardOrders.push(bytes.toString()));
  });
  await new Promise<void>((resolve) => machine.listen(0, '127.0.0.1', resolve));
  const address = machine.address();
  const machinePort = typeof address === 'object' && address !== null ? address.port : 0;
  const bare = { kind: 'astm-tcp', framing: 'none' };
  const port = await freePort();
  await save('may-tran', {
    direction: 'in',
    transport: { ...bare, port },
    codec: 'astm',
    partner: { id: 'may-tran' },
  });
  await save('may-tran-ra', {
    direction: 'out',
    transport: { ...bare, port: machinePort },
    codec: 'astm',
    partner: { id: 'may-tran' },
    options: { orders: 'ASTM^O' },
  });
  const tube = {
    resourceType: 'Specimen',
    id: 's2',
    identifier: [{ system: identifierSystems.specimenNumber, value: 'ONG2' }],
    subject: { reference: 'Patient/p1' },
  };
  const visit = {
    resourceType: 'Encounter',
    id: 'e2',
    status: 'in-progress',
    class: { code: 'AMB' },
    subject: { reference: 'Patient/p1' },
  };
  const second = {
    ...order,
    id: 'o2',
    identifier: [{ system: identifierSystems.orderNumber, value: 'CD2' }],
    category: [{ coding: [{ code: 'laboratory' }] }],
    specimen: [{ reference: 'Specimen/s2' }],
    encounter: { reference: 'Encounter/e2' },
  };
  const sheet = { ...report, id: 'r2', basedOn: [{ reference: 'ServiceRequest/o2' }], specimen: second.specimen };
  const entry = [tube, visit, second, sheet].map((resource) => ({
    resource,
    request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
  }));
  const written = await house.fhir('tool', 'POST', '', { resourceType: 'Bundle', type: 'transaction', entry });
  expect(written.status, await written.text()).toBe(200);
  await expect.poll(() => heardOrders.join(''), { timeout: 30_000 }).toMatch(/^H\|.*\rO\|1\|ONG2\|.*\rL\|1\|N/s);
  const line = connect(port, '127.0.0.1');
  let answer = '';
  line.on('data', (bytes) => {
    answer += bytes.toString();
  });
  line.write('H|\\^&|||MAY TRAN\rQ|1|^ONG2||ALL\rL|1|N\r');
  await expect.poll(() => answer, { timeout: 30_000 }).toMatch(/O\|1\|ONG2\|\|.*\rL\|1\|F/s);
  line.destroy();
  await switchTo('may-tran', 'off');
  await switchTo('may-tran-ra', 'off');
  await new Promise((resolve) => machine.close(resolve));
});

test('tệp thả vào thư mục: lấy khi đã nằm yên, chuyển sang xong hoặc hỏng, câu trả lời nằm cạnh', async () => {
  const folder = join(house.dataDir, 'exchange', 'may-tep');
  await save('may-tep', {
    direction: 'in',
    transport: { kind: 'folder', folder: 'may-tep' },
    partner: { id: 'may-tep' },
  });
  writeFileSync(join(folder, 'a.hl7'), unknown('F1'));
  writeFileSync(join(folder, 'dang-ghi.tmp'), 'MSH|');
  await expect
    .poll(() => readdirSync(join(folder, 'failed')).sort(), { timeout: 30_000 })
    .toEqual(['a.hl7', 'a.hl7.answer']);
  expect(readFileSync(join(folder, 'failed', 'a.hl7.answer'), 'utf8')).toContain('MSA|AR|F1');
  expect(readdirSync(folder)).toContain('dang-ghi.tmp');
  expect(await stateOf('F1')).toMatchObject({ state: 'parked', channel: 'may-tep' });
  await switchTo('may-tep', 'off');
});

test('phát lại trên kênh đã tắt: vẫn đọc theo khai báo của kênh', async () => {
  const definition = { direction: 'in', codec: 'astm', partner: { id: 'may-tat' } };
  await save('may-tat', { ...definition, transport: { kind: 'folder', folder: 'may-tat' } });
  const { sql } = house.database;
  const [kept] = await sql.query<{ id: string }>({
    text: `insert into message_in (partner, channel, control_id, hash, raw, received, state)
      values ('may-tat', 'may-tat', 'TAT1', 'tat1', $1, now(), 'parked') returning id::text`,
    values: [Buffer.from('H|\\^&|||MAY\rL|1|N\r')],
  });
  await switchTo('may-tat', 'off');
  await press('/$message-replay', { id: kept?.id });
  const [after] = await sql.query<{ reason: string | null; state: string }>({
    text: 'select reason, state from message_in where id = $1',
    values: [kept?.id],
  });
  // as HL7 it would have been turned away for good
  expect(after?.reason ?? '').not.toContain('exchange.notHl7');
  expect(after?.state).not.toBe('refused');
});

test('chuyển tiếp: đúng từng byte, đúng thứ tự, tới kênh khác; kênh đích gửi được vào thư mục', async () => {
  const seen: string[] = [];
  const legacy = await openMllpServer({
    host: '127.0.0.1',
    port: 0,
    overflow: () => Buffer.alloc(0),
    async answer(raw) {
      seen.push(Buffer.from(raw).toString());
      const id = parseHl7(seen.at(-1) ?? '').controlId;
      return Buffer.from(`MSH|^~\\&|LIS||||20261122||ACK|1|P|2.5.1\rMSA|AA|${id}\r`);
    },
  });
  const port = await freePort();
  await save('lis-cu', { direction: 'out', transport: { kind: 'mllp', port: legacy.port }, partner: { id: 'lis-cu' } });
  await save('kho-tep', { direction: 'out', transport: { kind: 'folder', folder: 'kho' }, partner: { id: 'kho' } });
  const destination = { forward: ['lis-cu', 'kho-tep'] };
  await save('tu-his', { direction: 'in', transport: { kind: 'mllp', port }, partner: { id: 'his' }, destination });
  const sent = ['P1', 'P2', 'P3'].map(unknown);
  for (const text of sent) expect(heard(await say(port, text))).toEqual(['AA', '']);
  await expect.poll(() => seen, { timeout: 30_000 }).toEqual(sent);
  const kept = join(house.dataDir, 'exchange', 'kho');
  const named = () => readdirSync(kept).filter((name) => name.startsWith('kho-tep.'));
  await expect.poll(() => named().length, { timeout: 30_000 }).toBe(3);
  for (const id of ['tu-his', 'lis-cu', 'kho-tep']) await switchTo(id, 'off');
  await legacy.close();
});

test('TLS hai bên: đúng chứng thư đã khai thì vào, máy lạ bị cắt trước khi nói', async () => {
  const [ours, theirs] = await Promise.all(
    ['localhost', 'may-tls'].map((name) => makeSelfSignedCertificate(name, new Date(), 1)),
  );
  if (ours === undefined || theirs === undefined) throw new Error('no certificate');
  mkdirSync(join(house.dataDir, 'secrets', 'channels'), { recursive: true });
  writeFileSync(join(house.dataDir, 'secrets', 'channels', 'may-tls.pem'), ours.certificate);
  writeFileSync(join(house.dataDir, 'secrets', 'channels', 'may-tls.key'), ours.privateKey);
  const port = await freePort();
  await save('may-tls', {
    direction: 'in',
    transport: { kind: 'mllp', port, tls: 'mutual', certificate: 'may-tls.pem', key: 'may-tls.key' },
    partner: { id: 'may-tls', certificates: [new X509Certificate(theirs.certificate).fingerprint256] },
  });
  const as = ({ certificate, privateKey: key }: typeof theirs) => ({ authorities: ours.certificate, certificate, key });
  expect(heard(await say(port, unknown('T1'), as(theirs)))).toEqual(['AR', 'exchange.unknownType']);
  await expect(say(port, unknown('T2'), as(ours))).rejects.toMatchObject({ code: 'exchange.notConnected' });
  await expect(say(port, unknown('T3'))).rejects.toMatchObject({ code: 'exchange.notConnected' });
  expect(await stateOf('T2')).toBeUndefined();
  await switchTo('may-tls', 'off');
});

test('kênh không mở được thì nói vì sao, các kênh khác vẫn chạy', async () => {
  const busy = createServer();
  await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve));
  const address = busy.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await save('ban-cong', { direction: 'in', transport: { kind: 'mllp', port }, partner: { id: 'may-x' } });
  // long enough to be a credential, and another's: it must never leave
  writeFileSync(join(house.dataDir, 'secrets', 'postgres-password'), secret);
  mkdirSync(join(house.dataDir, 'secrets', 'channels'), { recursive: true });
  writeFileSync(join(house.dataDir, 'secrets', 'channels', 'kenh-khac.txt'), secret);
  const url = 'https://noi-khac.example/in';
  for (const [id, direction, transport, credential] of [
    ['thieu-khoa', 'in', { kind: 'http' }, 'thieu-khoa.txt'],
    ['lay-khoa', 'in', { kind: 'http' }, 'postgres-password'],
    ['lay-nham', 'in', { kind: 'http' }, 'kenh-khac.txt'],
    ['gui-ra-ngoai', 'out', { kind: 'http', url }, undefined],
    ['gui-khong-ma-hoa', 'out', { kind: 'mllp', host: '203.0.113.9', port: 2575 }, undefined],
  ] as const) {
    const partner = { id: 'may-z', ...(credential === undefined ? {} : { credential }) };
    const definition = JSON.stringify({ direction, transport, partner });
    await expect(save(id, { direction, transport, partner })).rejects.toThrow();
    // past the desk, as plain FHIR: it is written, and runs nothing
    const shown = { transport: transport.kind, codec: 'hl7v2', address: 'mllp://x' };
    const channel = { id, name: id, status: 'active', definition } as const;
    const endpoint = endpointOfChannel(channel, 'Organization/99001', shown);
    expect((await house.fhir('integrator', 'PUT', `/Endpoint/${id}`, endpoint)).status).toBe(201);
  }
  await switchTo('ban-cong', 'active');
  const states = await (await house.fhir('integrator', 'GET', '/Endpoint/$channel-state')).text();
  expect(states).toContain('Không mở được kênh');
  expect(states).toContain('Không đọc được tệp bí mật “postgres-password”');
  expect(states).toContain('Không đọc được tệp bí mật “kenh-khac.txt”');
  expect(states).toContain('Không đọc được tệp bí mật “thieu-khoa.txt”');
  expect(states).toContain('Kênh không được gọi tới máy “noi-khac.example”');
  expect(states).toContain('Kênh không được gọi tới máy “203.0.113.9”');
  busy.close();
});
