import { channelCodeMap, codeSystems, extensions } from '@lienmach/core';
import { parseHl7 } from '@lienmach/exchange';
import type { ConceptMap, Endpoint, Observation, ServiceRequest } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { orderTests } from '../operations/order-tests.ts';
import { recordCallback } from '../operations/record-callback.ts';
import { analyzerAnswer, codeOf } from '../stories/analyzer-answer.ts';
import { ELECTROLYTES, GLUCOSE, type LabVisit, openLabVisit } from '../stories/open-lab-visit.ts';

let world: LabVisit;
beforeAll(async () => {
  world = await openLabVisit();
});
afterAll(() => world.hospital.close());

const results = (potassium: string) =>
  [
    ['NA', '140', 'mmol/L'],
    ['K', potassium, 'mmol/L'],
    ['CL', '101', 'mmol/L'],
  ] as const;

test('kali 6.8: một việc gọi báo cho người chỉ định trong 15 phút, bản tin gửi lại không thêm việc', async () => {
  const { hospital, visit, patient } = world;
  await hospital.as('doctor').call(orderTests, visit, { test: [ELECTROLYTES] });
  await hospital.settled();
  const order = hospital.sent[0]?.content ?? '';
  for (const controlId of ['K1', 'K2']) {
    const raw = analyzerAnswer(order, { controlId, results: results('6.8') });
    expect(codeOf(await hospital.inbound.receive(raw, 'lab-analyzer'))).toBe('AA');
    await hospital.settled();
  }
  const tasks = await hospital.all('Task');
  expect(tasks).toHaveLength(1);
  expect(tasks[0]).toMatchObject({
    status: 'requested',
    priority: 'stat',
    code: { text: 'Gọi báo giá trị báo động' },
    for: { reference: `Patient/${patient.id}` },
    owner: { reference: 'Practitioner/doctor' },
    restriction: { period: { end: '2026-03-02T07:45:00+07:00' } },
  });
  expect(tasks[0]?.description).toContain('Kali 6.8 mmol/L: cao');
});

test('máy đo lại ra 2.5: thêm một việc gọi báo mới; 4.5 thì không', async () => {
  const { hospital } = world;
  const order = hospital.sent[0]?.content ?? '';
  for (const [controlId, value] of [
    ['K3', '2.5'],
    ['K4', '4.5'],
  ] as const) {
    await hospital.inbound.receive(analyzerAnswer(order, { controlId, results: results(value) }), 'lab-analyzer');
    await hospital.settled();
  }
  const tasks = await hospital.all('Task');
  expect(tasks).toHaveLength(2);
  expect(tasks.map(({ description }) => description?.includes('thấp')).filter(Boolean)).toHaveLength(1);
});

test('đã gọi rồi, đo lại ra đúng giá trị ấy sau một giá trị khác: gọi lại; gửi lại giá trị đang đúng thì không', async () => {
  const { hospital } = world;
  const order = hospital.sent[0]?.content ?? '';
  const calls = async () => (await hospital.all('Task')).filter(({ description }) => description?.includes('6.8'));
  const answer = async (controlId: string, value: string) => {
    await hospital.inbound.receive(analyzerAnswer(order, { controlId, results: results(value) }), 'lab-analyzer');
    await hospital.settled();
  };
  const [first] = await calls();
  const told = { told: 'ĐD. Thử', readBack: 'kali 6.8' };
  await hospital.as('lab-technician').call(recordCallback, `Task/${first?.id}`, told);
  await answer('K5', '6.8');
  const [again] = (await calls()).filter(({ status }) => status === 'requested');
  expect(again?.id).not.toBe(first?.id);
  await hospital.as('lab-technician').call(recordCallback, `Task/${again?.id}`, told);
  await answer('K6', '6.8');
  expect(await calls()).toHaveLength(2);
});

test('kết quả báo động không có chỉ định vẫn phải gọi; chỉ định của nơi khác không gửi tới máy', async () => {
  const { hospital, patient } = world;
  const before = hospital.sent.length;
  const { store } = hospital.as('tool');
  const subject = { reference: `Patient/${patient.id}` };
  await store.create<Observation>({
    resourceType: 'Observation',
    status: 'preliminary',
    code: { coding: [{ system: codeSystems.labIndicator, code: 'GLU' }] },
    subject,
    valueQuantity: { value: 1.9, system: codeSystems.ucum, code: 'mmol/L' },
  });
  await store.create<ServiceRequest>({
    resourceType: 'ServiceRequest',
    status: 'active',
    intent: 'order',
    category: [{ coding: [{ code: 'laboratory' }] }],
    subject,
  });
  await hospital.settled();
  const tasks = await hospital.all('Task');
  expect(tasks.filter(({ description }) => description?.startsWith('Glucose 1.9'))).toHaveLength(1);
  expect(hospital.sent).toHaveLength(before);
});

test('chỉ định tới máy chỉ khai bằng dữ liệu: mỗi kênh một kiểu bản tin, mã của máy theo kênh nhận kết quả; kênh tắt, chiều vào, kiểu lạ thì không', async () => {
  const { hospital, visit } = world;
  const { store } = hospital.as('tool');
  const channel = (id: string, options: Record<string, string>, more: { status?: 'off'; direction?: 'in' } = {}) =>
    store.update<Endpoint>({
      resourceType: 'Endpoint',
      id,
      status: more.status ?? 'active',
      connectionType: { code: 'x' },
      payloadType: [{ text: 'x' }],
      address: 'x',
      extension: [
        {
          url: extensions.channelDefinition,
          valueString: JSON.stringify({ direction: more.direction ?? 'out', options }),
        },
      ],
    });
  await channel('may-33', { orders: 'OML^O33', 'codes-of': 'may-33-vao', receiver: 'MAY33' });
  await channel('may-astm', { orders: 'ASTM^O', 'codes-of': 'may-33-vao' });
  await channel('lis-cu', { orders: 'ORM^O01' });
  await channel('khong-do-duoc', { orders: 'OML^O33', 'codes-of': 'may-khac-vao' });
  await channel('da-tat', { orders: 'ORM^O01' }, { status: 'off' });
  await channel('chieu-vao', { orders: 'ORM^O01' }, { direction: 'in' });
  await channel('kieu-la', { orders: 'ZZZ^Z01' });
  const map = (id: string, code: string): Promise<unknown> =>
    store.create<ConceptMap>({
      resourceType: 'ConceptMap',
      url: channelCodeMap(id),
      status: 'active',
      group: [{ element: [{ code: 'DUONG', target: [{ code, equivalence: 'equal' }] }] }],
    });
  await map('may-33-vao', 'GLU');
  await map('may-khac-vao', 'K');
  await hospital.settled();
  const before = hospital.sent.length;
  await hospital.as('doctor').call(orderTests, visit, { test: [GLUCOSE] });
  await hospital.settled();
  const told = new Map(hospital.sent.slice(before).map(({ channel: to, content }) => [to, content]));
  const channels = [...told.keys()].filter((to) => to !== 'lab-analyzer');
  expect(channels.sort()).toEqual(['lis-cu', 'may-33', 'may-astm']);
  const first = parseHl7(told.get('may-33') ?? '');
  expect([first.type, first.segment('MSH')?.get(5), first.segment('OBR')?.get(4)]).toEqual([
    'OML^O33',
    'MAY33',
    'DUONG',
  ]);
  expect(told.get('may-astm')).toMatch(/\rO\|1\|[^|]+\|\|\^\^\^DUONG\|/);
  expect(parseHl7(told.get('lis-cu') ?? '').type).toBe('ORM^O01');
});
