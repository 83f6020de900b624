import { codeSystems, identifierSystems, identifierValue } from '@lienmach/core';
import { type AstmServer, type MllpServer, openAstmServer, openMllpServer, outgoingQueue } from '@lienmach/exchange';
import { laboratory } from '@lienmach/laboratory';
import { openTestHospital, openTestSql, type TestHospital, type TestSql } from '@lienmach/testing';
import type { Encounter, Patient, ServiceRequest } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AnalyzerManner, AnalyzerMode, LabAnalyzer } from './analyzer-modes.ts';
import { simulateAstmAnalyzer } from './astm-analyzer.ts';
import { simulateLabAnalyzer } from './lab-analyzer.ts';

const BLOOD_COUNT = '22.0120.1370';
let hospital: TestHospital;
let queueDatabase: TestSql;
let gateway: MllpServer;
let line: AstmServer;
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
  const channel = { id: 'may-astm', partner: 'may-astm', codec: 'astm' } as const;
  line = await openAstmServer({
    host: '127.0.0.1',
    port: 0,
    answer: (raw) => hospital.inbound.receive(raw, channel.partner, channel),
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
  await line.close();
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
  const expected = ['duplicate', 'two-in-one', 'wrong-order'].includes(mode) ? 2 : 1;
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
  ['noisy', ['AA']],
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

test('máy gửi phần sau trước phần đầu: đủ 16 chỉ số, phiếu còn dở dang để người xem', async () => {
  const { order, analyzer } = await play('wrong-order');
  expect(analyzer.acknowledged).toEqual(['AA', 'AA']);
  expect(await resultsOf(order)).toHaveLength(16);
  expect(await reportOf(order)).toMatchObject({ status: 'partial' });
});

const tubeOf = async (order: ServiceRequest): Promise<string> => {
  const specimen = (await hospital.all('Specimen')).find(
    ({ id }) => order.specimen?.[0]?.reference === `Specimen/${id}`,
  );
  return identifierValue(specimen, identifierSystems.specimenNumber) ?? '';
};

/** The tube is put into the machine, which asks, measures and tells; until it has told so many messages. */
async function measureBy(analyzer: LabAnalyzer, told: number): Promise<ServiceRequest> {
  const order = await orderOnce();
  await analyzer.scan(await tubeOf(order));
  await expect.poll(() => analyzer.acknowledged.length, { timeout: 30_000 }).toBe(told);
  await analyzer.close();
  return order;
}

const astmMachine = (manner: AnalyzerManner) =>
  simulateAstmAnalyzer({ to: { host: '127.0.0.1', port: line.port }, delay: 10, ...manner });

test.each<[AnalyzerMode, number]>([
  ['normal', 2],
  ['noisy', 2],
  ['cut', 2],
  ['duplicate', 3],
  ['two-in-one', 2],
])('máy ASTM kiểu %s: hỏi việc của ống, 16 chỉ số vào hồ sơ đúng một lần', async (mode, told) => {
  const order = await measureBy(await astmMachine({ mode }), told);
  expect(await resultsOf(order)).toHaveLength(16);
  expect(await reportOf(order)).toMatchObject({ status: 'preliminary' });
});

test.each<[AnalyzerMode, string]>([
  ['wrong-order', 'exchange.astmOrder'],
  ['wrong-encoding', 'exchange.invalidBytes'],
  ['unknown-order', 'exchange.needMissing'],
])('máy ASTM kiểu %s: không ghi gì, bản tin nằm ở bàn tích hợp', async (mode, reason) => {
  const order = await measureBy(await astmMachine({ mode }), 2);
  expect(await resultsOf(order)).toEqual([]);
  const parked = await hospital.inbound.log.list('parked');
  expect(parked.at(-1)?.reason?.issue[0]?.details?.coding?.[0]?.code).toBe(reason);
});

test('giá trị định trước vào hồ sơ đúng như đặt; nội kiểm của hai loại máy thành điểm kiểm tra', async () => {
  const values = new Map([['HGB', '55']]);
  const astm = await astmMachine({ values });
  await astm.control('LO1', 'LOW', ['GLU']);
  const order = await measureBy(astm, 3);
  const hl7 = await simulateLabAnalyzer({
    listen: { host: '127.0.0.1', port: 0 },
    to: { host: '127.0.0.1', port: gateway.port },
    delay: 10,
    values,
  });
  await hl7.control('LO2', 'HIGH', ['GLU', 'WBC']);
  const other = await measureBy(hl7, 2);
  expect(hl7.acknowledged).toEqual(['AA', 'AA']);
  for (const one of [order, other]) {
    const alarming = (await resultsOf(one)).filter(
      ({ interpretation }) => interpretation?.[0]?.coding?.[0]?.code === 'LL',
    );
    expect(alarming.map(({ valueQuantity }) => valueQuantity?.value)).toEqual([55]);
  }
  const points = (await hospital.all('Observation')).filter(({ subject }) => subject === undefined);
  expect(points.map(({ specimen }) => specimen?.identifier?.value).sort()).toEqual(['LO1^LOW', 'LO2^HIGH', 'LO2^HIGH']);
});
