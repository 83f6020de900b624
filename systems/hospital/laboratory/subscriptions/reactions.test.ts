import { codeSystems } from '@lienmach/core';
import type { Observation, ServiceRequest } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { orderTests } from '../operations/order-tests.ts';
import { recordCallback } from '../operations/record-callback.ts';
import { analyzerAnswer, codeOf } from '../stories/analyzer-answer.ts';
import { ELECTROLYTES, type LabVisit, openLabVisit } from '../stories/open-lab-visit.ts';

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
