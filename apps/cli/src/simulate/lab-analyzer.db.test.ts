import { codeSystems, identifierSystems } from '@lienmach/core';
import { type MllpServer, openMllpServer, outgoingQueue } from '@lienmach/exchange';
import { laboratory } from '@lienmach/laboratory';
import { openTestHospital, openTestSql, type TestHospital, type TestSql } from '@lienmach/testing';
import type { Encounter, Patient, ServiceRequest } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AnalyzerMode, type LabAnalyzer, simulateLabAnalyzer } from './lab-analyzer.ts';

const BLOOD_COUNT = '22.0120.1370';
let hospital: TestHospital;
let queueDatabase: TestSql;
let gateway: MllpServer;
let patient: Patient;

beforeAll(async () => {
  const concept = { system: codeSystems.services7603, code: BLOOD_COUNT, display: 'Công thức máu' };
  hospital = await openTestHospital([laboratory], { concepts: [{ ...concept, properties: { price: 40_000 } }] });
  queueDatabase = await openTestSql();
  gateway = await openMllpServer({
    host: '127.0.0.1',
    port: 0,
    answer: (raw) => hospital.inbound.receive(raw, 'lab-analyzer'),
    overflow: () => Buffer.alloc(0),
  });
  patient = await hospital.as('tool').store.create<Patient>({
    resourceType: 'Patient',
    identifier: [{ system: identifierSystems.patientNumber, value: 'BN26000002' }],
    name: [{ text: 'Lê Thị Mẫu', family: 'Lê', given: ['Thị', 'Mẫu'] }],
    gender: 'female',
    birthDate: '1988-02-29',
  });
});
afterAll(async () => {
  await gateway.close();
  await queueDatabase.close();
  await hospital.close();
});

async function orderOnce(): Promise<ServiceRequest> {
  const encounter = await hospital.as('tool').store.create<Encounter>({
    resourceType: 'Encounter',
    status: 'in-progress',
    class: { code: 'AMB' },
    subject: { reference: `Patient/${patient.id}` },
  });
  const input = { test: [BLOOD_COUNT], collectedAt: '2026-03-02T07:28:00+07:00' };
  const done = await hospital
    .as('doctor')
    .call<{ order: ServiceRequest[] }>('Encounter/$order-tests', `Encounter/${encounter.id}`, input);
  await hospital.settled();
  const [order] = done.order;
  if (order === undefined) throw new Error('no order');
  return order;
}

/** Order, queue, wire, analyzer, wire, gateway, record: nothing in between is pretended but the machine. */
async function play(mode: AnalyzerMode): Promise<{ order: ServiceRequest; analyzer: LabAnalyzer }> {
  const analyzer = await simulateLabAnalyzer({
    listen: { host: '127.0.0.1', port: 0 },
    to: { host: '127.0.0.1', port: gateway.port },
    mode,
    delay: 10,
  });
  const order = await orderOnce();
  const message = hospital.sent.at(-1);
  if (message === undefined) throw new Error('nothing left the house');
  const queue = outgoingQueue({
    sql: queueDatabase.sql,
    channels: [{ id: message.channel, host: '127.0.0.1', port: analyzer.port }],
    now: () => new Date(),
  });
  await queue.send(message.channel, message);
  expect(await queue.flush()).toBe(1);
  const expected = mode === 'duplicate' || mode === 'two-in-one' ? 2 : 1;
  await expect.poll(() => analyzer.acknowledged.length, { timeout: 10_000 }).toBe(expected);
  await queue.stop();
  await analyzer.close();
  return { order, analyzer };
}

const resultsOf = async (order: ServiceRequest) =>
  (await hospital.all('Observation')).filter((one) => one.basedOn?.[0]?.reference === `ServiceRequest/${order.id}`);
const reportOf = async (order: ServiceRequest) =>
  (await hospital.all('DiagnosticReport')).find((one) => one.basedOn?.[0]?.reference === `ServiceRequest/${order.id}`);

test.each<[AnalyzerMode, readonly string[]]>([
  ['normal', ['AA']],
  ['cut', ['AA']],
  ['duplicate', ['AA', 'AA']],
  ['two-in-one', ['AA', 'AA']],
])('máy kiểu %s: 16 chỉ số vào hồ sơ đúng một lần, một chỉ số ngoài khoảng', async (mode, codes) => {
  const { order, analyzer } = await play(mode);
  expect(analyzer.acknowledged).toEqual(codes);
  const results = await resultsOf(order);
  expect(results).toHaveLength(16);
  const flags = results.map((one) => one.interpretation?.[0]?.coding?.[0]?.code);
  expect(flags.filter((flag) => flag !== 'N')).toEqual(['H']);
  expect(await reportOf(order)).toMatchObject({ status: 'preliminary' });
  expect((await reportOf(order))?.result).toHaveLength(16);
});

test.each<[AnalyzerMode, string, string]>([
  ['wrong-encoding', 'AR', 'exchange.invalidBytes'],
  ['unknown-order', 'AE', 'exchange.needMissing'],
])('máy kiểu %s: không ghi gì, bản tin nằm ở bàn tích hợp', async (mode, code, reason) => {
  const { order, analyzer } = await play(mode);
  expect(analyzer.acknowledged).toEqual([code]);
  expect(await resultsOf(order)).toEqual([]);
  expect(await reportOf(order)).toMatchObject({ status: 'registered' });
  const parked = await hospital.inbound.log.list('parked');
  expect(parked.at(-1)?.reason?.issue[0]?.details?.coding?.[0]?.code).toBe(reason);
});
